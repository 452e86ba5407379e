#include "api/routes/parameters.hpp"

#include "core/words/text.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::http;

namespace {

std::string told(const Parameters& parameters) {
    std::string out;
    for (const auto& each : parameters.problems()) out += each.field + "：" + each.problem + "\n";
    return out;
}

}  // namespace

TEST_CASE("percent-decoding is strict") {
    CHECK(percent_decoded("a%20b+c", false) == "a b+c");
    CHECK(percent_decoded("a%20b+c", true) == "a b c");
    CHECK(percent_decoded("%E4%B8%9C%e5%ba%84", true) == "东庄");
    CHECK(percent_decoded("东庄", true) == "东庄");
    CHECK(percent_decoded("", true) == "");
    for (const auto* bad : {"%", "%4", "%4g", "%00", "a%", "%ff", "%c0%80", "%e0%80%80", "%ed%a0%80", "%f4%90%80%80",
                            "%f8%88%80%80%80", "%e4%b8", "%80"}) {
        INFO(bad);
        CHECK_FALSE(percent_decoded(bad, true));
    }
    CHECK(percent_encoded("a-b.c_d~e") == "a-b.c_d~e");
    CHECK(percent_encoded("东 +/") == "%E4%B8%9C%20%2B%2F");
    for (const auto* text : {"木制品厂 & 林", "%2F", "\xF0\x9F\x98\x80"})
        CHECK(percent_decoded(percent_encoded(text), true) == text);
}

TEST_CASE("parameters are read with their types") {
    Parameters given{
        "q=%E6%9C%A8+%E5%8E%82&due_before=2021-11-01&division=350305101000&limit=20&overdue&type=wages&org="};
    CHECK(given.text("q") == "木 厂");
    CHECK(given.date("due_before") == Date::of(2021, 11, 1));
    CHECK(given.division("division") == Division{350305101000});
    CHECK(given.number("limit", 1, 200) == 20);
    CHECK(given.flag("overdue"));
    CHECK(given.term<DisputeType>("type") == DisputeType::wages);
    CHECK_FALSE(given.text("org"));
    CHECK_FALSE(given.text("source"));
    CHECK(told(given).empty());
}

TEST_CASE("all that is wrong is told at once") {
    Parameters given{
        "due_before=2021-02-30&division=35&limit=0&limit=5&type=attic&overdue=maybe&colour=red&q=%20&x=%zz&s=a%09b"};
    CHECK_FALSE(given.date("due_before"));
    CHECK_FALSE(given.division("division"));
    CHECK_FALSE(given.number("limit", 1, 200));
    CHECK_FALSE(given.term<DisputeType>("type"));
    CHECK_FALSE(given.flag("overdue"));
    CHECK_FALSE(given.text("q"));
    CHECK_FALSE(given.text("s"));
    CHECK(told(given) ==
          "limit：重复给出\n"
          "x：编码不正确，须为百分号编码的UTF-8\n"
          "due_before：须为真实存在的日期，写成YYYY-MM-DD\n"
          "division：须为12位行政区划代码\n"
          "limit：须为1到200的整数\n"
          "type：没有这个取值\n"
          "overdue：须为true或false\n"
          "q：不能为空白\n"
          "s：不能含有换行和制表符\n"
          "colour：没有这个参数\n");
}

TEST_CASE("flags and numbers") {
    CHECK(Parameters{"a"}.flag("a"));
    CHECK(Parameters{"a="}.flag("a"));
    CHECK(Parameters{"a=1"}.flag("a"));
    CHECK(Parameters{"a=true"}.flag("a"));
    CHECK_FALSE(Parameters{"a=false"}.flag("a"));
    CHECK_FALSE(Parameters{""}.flag("a"));
    for (const auto* bad : {"n=1.0", "n=+1", "n=0x1", "n=1%20", "n=99999999999999999999", "n=-1", "n=一"}) {
        INFO(bad);
        Parameters given{bad};
        CHECK_FALSE(given.number("n", 0, 100));
        CHECK(given.problems().size() == 1);
    }
}

TEST_CASE("more rows than the most are as many as there may be, and none is no number of rows") {
    CHECK(Parameters{""}.limit(500, 50) == 50);
    CHECK(Parameters{"limit=1"}.limit(500, 50) == 1);
    CHECK(Parameters{"limit=500"}.limit(500, 50) == 500);
    for (const auto* more : {"limit=501", "limit=1000000", "limit=99999999999999999999"}) {
        Parameters given{more};
        CHECK(given.limit(500, 50) == 500);
        CHECK(told(given).empty());
    }
    for (const auto* bad : {"limit=0", "limit=-1", "limit=-99999999999999999999", "limit=ten", "limit=1.5"}) {
        INFO(bad);
        Parameters given{bad};
        given.limit(500, 50);
        CHECK(told(given) == "limit：须为1以上的整数\n");
    }
}

TEST_CASE("there is a limit on everything") {
    std::string many;
    for (int i = 0; i < 200; ++i) many += "p" + std::to_string(i) + "=1&";
    CHECK(told(Parameters{many}).find("参数不能超过50个") != std::string::npos);
    Parameters given{"q=" + std::string(2000, 'a')};
    CHECK_FALSE(given.text("q"));
    CHECK(told(given) == "q：太长\n");
    CHECK(Parameters{"&&&"}.problems().empty());
}
