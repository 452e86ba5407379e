#include "storage/keys/encoding.hpp"

#include "tests/catch.hpp"

using namespace tiaojie::storage;

TEST_CASE("bytes become text as RFC 4648 has it") {
    CHECK(hex("") == "");
    CHECK(hex(std::string{"\x00\x7f\xff", 3}) == "007fff");
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("\xfb\xff") == "+/8=");
    CHECK(base64url("\xfb\xff") == "-_8");
}
