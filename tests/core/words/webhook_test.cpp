#include "core/words/webhook.hpp"

#include "tests/catch.hpp"

using namespace tiaojie;

TEST_CASE("web addresses are cut into their parts", "[webhook]") {
    CHECK(*parse_web_url("https://Example.COM/a?b=c%20d") == WebUrl{true, "example.com", 443, "/a?b=c%20d"});
    CHECK(*parse_web_url("http://localhost:8080") == WebUrl{false, "localhost", 8080, "/"});
    CHECK(*parse_web_url("HTTP://192.0.2.7?x") == WebUrl{false, "192.0.2.7", 80, "/?x"});
    CHECK(*parse_web_url("http://[::1]:9/") == WebUrl{false, "::1", 9, "/"});
    CHECK(*parse_web_url("http://[2001:DB8::7]/") == WebUrl{false, "2001:db8::7", 80, "/"});
    CHECK(*parse_web_url("https://a-1.b/~x:@!$&'()*+,;=") == WebUrl{true, "a-1.b", 443, "/~x:@!$&'()*+,;="});
    CHECK(parse_web_url("http://[1:2:3:4:5:6:7:8]/"));
}

TEST_CASE("what is not strictly a web address is refused", "[webhook]") {
    for (const std::string bad : {"",
                                  "example.com",
                                  "//example.com/",
                                  "ftp://example.com/",
                                  "file:///etc/passwd",
                                  "javascript:alert(1)",
                                  "http://",
                                  "http:///x",
                                  "http:/example.com",
                                  "https//example.com",
                                  "http://user@example.com/",
                                  "http://user:word@example.com/",
                                  "http://example.com:0/",
                                  "http://example.com:65536/",
                                  "http://example.com:/",
                                  "http://example.com:080/",
                                  "http://example.com:8a/",
                                  "http://-a.com/",
                                  "http://a-.com/",
                                  "http://a..com/",
                                  "http://.com/",
                                  "http://a.com./",
                                  "http://a_b.com/",
                                  "http://例.com/",
                                  "http://example.com/例",
                                  "http://example.com/ x",
                                  "http://example.com/\n",
                                  "http://example.com/#top",
                                  "http://example.com/%2",
                                  "http://example.com/%zz",
                                  "http://example.com/\"",
                                  "http://example.com\\@b/",
                                  "http://1.2.3/",
                                  "http://1.2.3.4.5/",
                                  "http://256.1.1.1/",
                                  "http://01.1.1.1/",
                                  "http://123/",
                                  "http://0x7f000001/",
                                  "http://0x7f.1/",
                                  "http://[::1/",
                                  "http://[]/",
                                  "http://[1:2]/",
                                  "http://[::1]x/",
                                  "http://[1::2::3]/",
                                  "http://[12345::]/",
                                  "http://[::1%25eth0]/",
                                  "http://[:1]/",
                                  "http://[1:]/",
                                  "http://::1/",
                                  " http://example.com/"}) {
        CAPTURE(bad);
        const auto parsed = parse_web_url(bad);
        CHECK(!parsed);
        if (!parsed) CHECK(parsed.refusal().code == "bad_url");
    }
    CHECK(!parse_web_url("http://" + std::string(64, 'a') + ".com/"));
    CHECK(!parse_web_url("http://example.com/" + std::string(2048, 'a')));
    CHECK(!parse_web_url(std::string_view{"http://example.com/\0x", 21}));
}
