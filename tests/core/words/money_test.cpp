#include "core/words/money.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

Fen fen(const char* text) {
    INFO(text);
    const auto read = read_yuan(text);
    CHECK(read.fault == MoneyFault::none);
    return read.fen;
}

MoneyFault fault(const char* text) { return read_yuan(text).fault; }

}  // namespace

TEST_CASE("yuan are read exactly, whatever way the number is written") {
    CHECK(fen("0") == 0);
    CHECK(fen("-0") == 0);
    CHECK(fen("0.00") == 0);
    CHECK(fen("1") == 100);
    CHECK(fen("0.1") == 10);
    CHECK(fen("0.01") == 1);
    CHECK(fen("1200.50") == 120'050);
    CHECK(fen("1.2e3") == 120'000);
    CHECK(fen("1.234E+1") == 1'234);
    CHECK(fen("1234e-2") == 1'234);
    CHECK(fen("1.10000") == 110);
    CHECK(fen("0.001e1") == 1);
    CHECK(fen("0e99999999") == 0);
    CHECK(fen("99999999999.99") == 9'999'999'999'999);
}

TEST_CASE("an amount that is no amount names its fault") {
    CHECK(fault("-1") == MoneyFault::negative);
    CHECK(fault("-0.01") == MoneyFault::negative);
    CHECK(fault("0.001") == MoneyFault::decimals);
    CHECK(fault("1.005") == MoneyFault::decimals);
    CHECK(fault("1e-3") == MoneyFault::decimals);
    CHECK(fault("1e-99999999999") == MoneyFault::decimals);
    CHECK(fault("1e400") == MoneyFault::too_large);
    CHECK(fault("1e99999999999999999999") == MoneyFault::too_large);
    CHECK(fault("100000000000.01") == MoneyFault::too_large);
    CHECK(fault("99999999999999999999999") == MoneyFault::too_large);
    CHECK(fen("100000000000") == max_amount_fen);
    for (const auto* text : {"", "-", ".5", "1.", "1e", "1e+", "1,000", "0x10", "NaN", " 1", "1 ", "--1", "+1", "一"}) {
        INFO(text);
        CHECK(fault(text) == MoneyFault::not_a_number);
    }
}

TEST_CASE("an amount is written as short as it can be and reads back the same") {
    CHECK(yuan_text(0) == "0");
    CHECK(yuan_text(120'000) == "1200");
    CHECK(yuan_text(50) == "0.5");
    CHECK(yuan_text(1'234) == "12.34");
    CHECK(yuan_text(1'205) == "12.05");
    CHECK(yuan_text(-1'205) == "-12.05");
    for (Fen n = 0; n < max_amount_fen; n = n * 3 + 7) CHECK(read_yuan(yuan_text(n)).fen == n);
}
