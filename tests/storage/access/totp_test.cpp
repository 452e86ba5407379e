// One-time codes against the vectors of the RFCs, and the second factor of an account.
#include "storage/access/totp.hpp"

#include <cctype>
#include <set>

#include "storage/access/second_factor.hpp"
#include "storage/access/sessions.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/secret_text.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

const SessionRules rules{};
constexpr std::int64_t noon = 1'634'184'000;

struct Kept {
    TemporaryStore files{};
    Store& store{files.store()};
    std::string secret{};
    std::vector<std::string> recovery{};

    Kept() {
        for (const std::string account : {"lin", "chen"})
            Query{store.db(),
                  "INSERT INTO accounts (account, role, area, password, must_change, approved, created)"
                  " VALUES (?, 'clerk', ?, 'x', 0, 1, '2021-10-14')",
                  account, the_town.code}
                .run();
    }
    template <class Change>
    auto write(Change change) {
        Transaction transaction{store.db()};
        auto out = change();
        transaction.commit();
        return out;
    }
    void enrol() {
        const auto enrolment = write([&] { return write_enrolment(store, "lin", "调解"); });
        REQUIRE(enrolment);
        secret = *base32_decoded(enrolment->secret);
        const auto codes = write([&] { return write_confirmed_enrolment(store, "lin", code(noon - 60), noon - 60); });
        REQUIRE(codes);
        recovery = *codes;
    }
    std::string code(std::int64_t at) const { return totp_code(secret, totp_step(at)); }
    SignIn give(const std::string& given, std::int64_t at, const std::string& account = "lin") {
        return write([&] { return write_code_result(store, account, given, at, rules).outcome; });
    }
};

}  // namespace

TEST_CASE("codes are those of RFC 6238, appendix B, and RFC 4226, appendix D", "[storage][totp]") {
    const std::string secret = "12345678901234567890";
    CHECK(totp_code(secret, totp_step(59), 8) == "94287082");
    CHECK(totp_code(secret, totp_step(1111111109), 8) == "07081804");
    CHECK(totp_code(secret, totp_step(1111111111), 8) == "14050471");
    CHECK(totp_code(secret, totp_step(1234567890), 8) == "89005924");
    CHECK(totp_code(secret, totp_step(2000000000), 8) == "69279037");
    CHECK(totp_code(secret, totp_step(20000000000), 8) == "65353130");
    const std::vector<std::string> counted{"755224", "287082", "359152", "969429", "338314",
                                           "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t i = 0; i < counted.size(); ++i)
        CHECK(totp_code(secret, static_cast<std::int64_t>(i)) == counted[i]);
}

TEST_CASE("base32 and base64url are those of RFC 4648", "[storage][totp]") {
    const std::vector<std::pair<std::string, std::string>> pairs{{"", ""},
                                                                 {"f", "MY"},
                                                                 {"fo", "MZXQ"},
                                                                 {"foo", "MZXW6"},
                                                                 {"foob", "MZXW6YQ"},
                                                                 {"fooba", "MZXW6YTB"},
                                                                 {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, text] : pairs) {
        CHECK(base32(plain) == text);
        CHECK(base32_decoded(text) == plain);
    }
    for (const std::string bad : {"M", "MZX", "MY======", "my", "M1", "MZ"}) CHECK(!base32_decoded(bad));
    CHECK(base64url("foobar") == "Zm9vYmFy");
    CHECK(base64url("fo") == "Zm8");
    CHECK(base64url("\xff\xef\xbe") == "_---");
    CHECK(new_secret().size() == secret_characters);
    CHECK(new_secret() != new_secret());
    CHECK(is_equal_secret("abc", "abc"));
    CHECK(!is_equal_secret("abc", "abd"));
    CHECK(!is_equal_secret("abc", "abcd"));
}

TEST_CASE("a code counts one step early or late, and each step once", "[storage][totp]") {
    const std::string secret = "12345678901234567890";
    const auto step = totp_step(noon);
    const auto matching = [&](std::int64_t of, std::int64_t after) {
        return totp_matching_step(secret, totp_code(secret, of), noon, after);
    };
    for (const auto of : {step - 1, step, step + 1}) CHECK(matching(of, 0) == of);
    CHECK(!matching(step - 2, 0));
    CHECK(!matching(step + 2, 0));
    CHECK(!matching(step, step));
    CHECK(matching(step + 1, step) == step + 1);
    CHECK(!matching(step - 1, step));
    CHECK(!totp_matching_step(secret, "", noon, 0));
    CHECK(!totp_matching_step(secret, totp_code(secret, step) + "0", noon, 0));
}

TEST_CASE("a second factor is enrolled, confirmed, asked for and removed", "[storage][totp]") {
    Kept kept;
    auto& store = kept.store;
    const auto enrolment = kept.write([&] { return write_enrolment(store, "lin", "调解 登记"); });
    REQUIRE(enrolment);
    CHECK(enrolment->secret.size() == 32);
    CHECK(enrolment->uri == "otpauth://totp/%E8%B0%83%E8%A7%A3%20%E7%99%BB%E8%AE%B0:lin?secret=" + enrolment->secret +
                                "&issuer=%E8%B0%83%E8%A7%A3%20%E7%99%BB%E8%AE%B0&algorithm=SHA1&digits=6&period=30");
    CHECK(!find_account(store, "lin")->has_second_factor);  // not before a first code
    CHECK(kept.write([&] { return write_enrolment(store, "nobody", "x"); }).refusal().code == "unknown_account");
    const auto confirm = [&](const std::string& code) {
        return kept.write([&] { return write_confirmed_enrolment(store, "lin", code, noon); });
    };
    kept.secret = *base32_decoded(enrolment->secret);
    CHECK(confirm("000000x").refusal().code == "wrong_code");
    const auto codes = confirm(kept.code(noon));
    REQUIRE(codes);
    CHECK(codes->size() == recovery_codes_at_once);
    CHECK(std::set<std::string>(codes->begin(), codes->end()).size() == codes->size());
    CHECK(confirm(kept.code(noon)).refusal().code == "already_enrolled");
    CHECK(kept.write([&] { return write_enrolment(store, "lin", "x"); }).refusal().code == "already_enrolled");
    CHECK(find_account(store, "lin")->has_second_factor);
    CHECK(kept.give(kept.code(noon), noon) == SignIn::wrong);  // its code has confirmed already
    CHECK(kept.give(kept.code(noon + 30), noon + 30) == SignIn::accepted);
    CHECK(kept.give(kept.code(noon + 30), noon + 31) == SignIn::wrong);

    const auto lin = find_account(store, "lin")->account;
    CHECK(kept.write([&] { return write_session(store, lin, true, noon, rules); }).session.has_second_factor);
    CHECK(kept.write([&] { return write_removed_second_factor(store, "lin"); }));
    CHECK(!kept.write([&] { return write_removed_second_factor(store, "lin"); }));
    CHECK(recovery_codes_left(store, "lin") == 0);
    CHECK(kept.give(kept.code(noon + 60), noon + 60) == SignIn::wrong);
    CHECK(kept.write([&] { return write_new_recovery_codes(store, "lin"); }).refusal().code == "not_enrolled");
    CHECK(kept.write([&] { return write_confirmed_enrolment(store, "lin", "123456", noon); }).refusal().code ==
          "not_enrolled");
}

TEST_CASE("a recovery code opens once, however it is typed", "[storage][totp]") {
    Kept kept;
    kept.enrol();
    auto typed = kept.recovery[0];
    for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    CHECK(kept.give(kept.recovery[0], noon, "chen") == SignIn::wrong);
    CHECK(kept.give(typed, noon) == SignIn::accepted);
    CHECK(kept.give(kept.recovery[0], noon) == SignIn::wrong);
    CHECK(recovery_codes_left(kept.store, "lin") == 7);
    const auto renewed = kept.write([&] { return write_new_recovery_codes(kept.store, "lin"); });
    REQUIRE(renewed);
    CHECK(kept.give(kept.recovery[1], noon) == SignIn::wrong);
    CHECK(kept.give(renewed->back(), noon) == SignIn::accepted);
    CHECK(kept.give(std::string(100'000, 'A'), noon) == SignIn::wrong);
    kept.store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto bytes = bytes_of(kept.files.file());
    CHECK(bytes.find(kept.secret) == std::string::npos);
    CHECK(bytes.find(base32(kept.secret)) == std::string::npos);
    CHECK(bytes.find(renewed->front()) == std::string::npos);
}

TEST_CASE("wrong codes lock the account, and a right password does not forget them", "[storage][totp]") {
    Kept kept;
    kept.enrol();
    const PasswordCheck right{"lin", true, "x"};
    for (int i = 0; i < 4; ++i) {
        CHECK(kept.give("00000x", noon) == SignIn::wrong);
        CHECK(kept.write([&] { return write_sign_in_result(kept.store, right, noon, rules); }).outcome ==
              SignIn::awaits_code);
    }
    CHECK(kept.give("00000x", noon) == SignIn::wrong);
    CHECK(kept.give(kept.code(noon), noon) == SignIn::locked);
    CHECK(kept.write([&] { return write_sign_in_result(kept.store, right, noon, rules); }).outcome == SignIn::locked);
    CHECK(kept.give(kept.code(noon + 300), noon + 300) == SignIn::accepted);
}

TEST_CASE("a second factor moved to another account cannot be used", "[storage][totp]") {
    Kept kept;
    kept.enrol();
    kept.store.db().run(
        "UPDATE accounts SET second_factor_on = 1, second_factor = (SELECT second_factor FROM accounts"
        " WHERE account = 'lin') WHERE account = 'chen'");
    CHECK_THROWS_AS(kept.give(kept.code(noon), noon, "chen"), StoreFault);
}
