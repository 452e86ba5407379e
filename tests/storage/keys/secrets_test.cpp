#include "storage/keys/secrets.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include "tests/catch.hpp"

namespace {

using namespace tiaojie::storage;
namespace fs = std::filesystem;

// A folder that is gone at the end.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "tiaojie-secrets-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path operator/(const char* name) const { return path_ / name; }

private:
    fs::path path_{};
};

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
        out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

std::string from_hex(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2)
        out += static_cast<char>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16));
    return out;
}

void write(const fs::path& file, const std::string& text) { std::ofstream{file, std::ios::binary} << text; }

std::string read(const fs::path& file) {
    std::ostringstream out;
    out << std::ifstream{file, std::ios::binary}.rdbuf();
    return out.str();
}

constexpr const char* known_key_file =
    "tiaojie-key 1\n"
    "# 说明\n"
    "id 69b10a5896f92bd7\n"
    "key 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";

Secrets known_secrets() {
    const Folder folder;
    write(folder / "key", known_key_file);
    return Secrets::load(folder / "key");
}

template <class Action>
std::string fault_of(Action&& action) {
    try {
        action();
    } catch (const KeyFault& fault) {
        return fault.what();
    }
    return {};
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

std::string fault_of_file(const std::string& text) {
    const Folder folder;
    const auto file = folder / "库.key";
    write(file, text);
    const auto fault = fault_of([&] { Secrets::load(file); });
    CHECK((fault.empty() || contains(fault, file.string())));
    return fault;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("SM3 gives the values of its standard") {
    CHECK(hex(sm3({"abc"})) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen_times;
    for (int i = 0; i < 16; ++i) sixteen_times += "abcd";
    CHECK(hex(sm3({sixteen_times})) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    CHECK(hex(sm3({})) == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    CHECK(sm3({"a", "", "bc"}) == sm3({"abc"}));
}

TEST_CASE("HMAC-SM3 gives the value of GM/T 0042-2015") {
    const auto key = from_hex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    const std::string half = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    const HmacSm3 mac{key};
    for (int i = 0; i < 2; ++i)  // the second time as the first
        CHECK(hex(mac.of({half, half})) == "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
}

// Computed outside of this program (Python: hashlib, hmac, cryptography). Were one of them to change, the personal data
// of every store in use would be lost.
TEST_CASE("keys, seals, indexes and encrypted texts stay what they were") {
    const auto secrets = known_secrets();
    CHECK(secrets.key_id() == "69b10a5896f92bd7");
    CHECK(hex(secrets.seal("张建国")) == "a8f8d0694f804938f6a0c9b913384891722559e5c0b9fa8458b195bdbc2d9ff8");
    CHECK(hex(secrets.index_of("phone", "13900000002")) == "5d1a5afa4abf5d7b3253504115c65614");
    const auto sealed =
        from_hex("016465666768696a6b6c6d6e6fcf814e589e4101b6796da21a967597d0013a913576d14203384cc8252e2c41f331");
    CHECK(secrets.decrypt(sealed, "journal 7") == "电话13900000002");
}

TEST_CASE("what was encrypted is read again with the same key and place") {
    const Folder folder;
    const auto secrets = Secrets::create(folder / "key");
    const auto again = Secrets::load(folder / "key");
    for (const std::size_t size : {0u, 1u, 15u, 16u, 17u, 300u, 100'000u}) {
        const std::string plain(size, 'x');
        const auto sealed = secrets.encrypt(plain, "journal 7");
        CHECK(sealed.size() == 1 + 12 + size + 16);
        CHECK(again.decrypt(sealed, "journal 7") == plain);
    }
    CHECK(again.decrypt(secrets.encrypt("x", {}), {}) == "x");
    CHECK(secrets.encrypt("张建国", "a").find("张") == std::string::npos);
}

TEST_CASE("the same text is never encrypted to the same bytes") {
    const auto secrets = known_secrets();
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(secrets.encrypt("张建国", "a"));
    CHECK(seen.size() == 1000);
}

TEST_CASE("an encrypted text that was changed anywhere is refused") {
    const auto secrets = known_secrets();
    const auto sealed = secrets.encrypt("张建国", "journal 7");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            auto changed = sealed;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1u << bit));
            CHECK_THROWS_AS(secrets.decrypt(changed, "journal 7"), DecryptFault);
        }
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_THROWS_AS(secrets.decrypt(sealed.substr(0, size), "journal 7"), DecryptFault);
    CHECK_THROWS_AS(secrets.decrypt(sealed + "x", "journal 7"), DecryptFault);
    CHECK_THROWS_AS(secrets.decrypt(sealed, "journal 8"), DecryptFault);
    CHECK_THROWS_AS(secrets.decrypt(sealed, {}), DecryptFault);
    const Folder folder;
    CHECK_THROWS_AS(Secrets::create(folder / "other").decrypt(sealed, "journal 7"), DecryptFault);
}

TEST_CASE("seals and indexes differ by text, kind and key") {
    const auto secrets = known_secrets();
    const Folder folder;
    const auto other = Secrets::create(folder / "key");
    CHECK(secrets.seal("a").size() == 32);
    CHECK(secrets.seal("a") != secrets.seal("b"));
    CHECK(secrets.seal("a") != other.seal("a"));
    CHECK(secrets.index_of("phone", "1").size() == 16);
    CHECK(secrets.index_of("phone", "1") == secrets.index_of("phone", "1"));
    CHECK(secrets.index_of("phone", "1") != secrets.index_of("id_number", "1"));
    CHECK(secrets.index_of("phone", "1") != secrets.index_of("phone1", ""));
    CHECK(secrets.index_of("phone", "1") != secrets.seal(std::string{"phone\0001", 7}).substr(0, 16));
}

TEST_CASE("a new key file is for its owner only and warns to keep it apart") {
    const Folder folder;
    const auto before = ::umask(0);
    const auto secrets = Secrets::create(folder / "key");
    ::umask(before);
    struct stat status {};
    REQUIRE(::stat((folder / "key").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
    const auto text = read(folder / "key");
    CHECK(text.starts_with("tiaojie-key 1\n# "));
    CHECK(text.find("备份") != std::string::npos);
    CHECK(text.find("\nid " + secrets.key_id() + "\n") != std::string::npos);
    CHECK(Secrets::create(folder / "second").key_id() != secrets.key_id());
}

TEST_CASE("a key file is never overwritten") {
    const Folder folder;
    write(folder / "key", "");
    CHECK(contains(fault_of([&] { Secrets::create(folder / "key"); }), "已经存在"));
    CHECK(read(folder / "key").empty());
    fs::create_symlink(folder / "elsewhere", folder / "link");
    CHECK_THROWS_AS(Secrets::create(folder / "link"), KeyFault);
    CHECK_FALSE(fs::exists(folder / "elsewhere"));
    CHECK_THROWS_AS(Secrets::create(folder / "no/such/folder"), KeyFault);
}

TEST_CASE("a missing or unreadable key file is named") {
    const Folder folder;
    const auto file = (folder / "东庄.key").string();
    const auto load = [&] { Secrets::load(file); };
    CHECK(contains(fault_of(load), "找不到密钥文件“" + file + "”"));
    fs::create_directory(folder / "folder");
    CHECK_THROWS_AS(Secrets::load(folder / "folder"), KeyFault);
    if (::geteuid() != 0) {  // root reads everything
        write(file, known_key_file);
        fs::permissions(file, fs::perms::none);
        CHECK(contains(fault_of(load), file));
    }
}

TEST_CASE("a key file that is none, of a newer form or mistyped is refused") {
    const std::string good = known_key_file;
    CHECK(fault_of_file(good).empty());
    CHECK(fault_of_file(replaced(good, "# 说明\n", "\r\n")).empty());
    CHECK(fault_of_file(good.substr(0, good.size() - 1)).empty());
    CHECK_FALSE(fault_of_file("").empty());
    CHECK_FALSE(fault_of_file("\n" + good).empty());
    CHECK_FALSE(fault_of_file("SQLite format 3").empty());
    CHECK(contains(fault_of_file(replaced(good, "key 1", "key 2")), "较新版本"));
    CHECK(contains(fault_of_file(replaced(good, "0001020304", "0001020305")), "编号不符"));
    CHECK_FALSE(fault_of_file(replaced(good, "000102", "0001")).empty());
    CHECK_FALSE(fault_of_file(replaced(good, "000102", "00010g")).empty());
    CHECK_FALSE(fault_of_file(replaced(good, "id 69b10a5896f92bd7\n", "")).empty());
    CHECK_FALSE(fault_of_file(good.substr(0, good.find("key 0001"))).empty());
    CHECK_FALSE(fault_of_file(good + "key 00\n").empty());
    CHECK_FALSE(fault_of_file(good + "what\n").empty());
    CHECK_FALSE(fault_of_file(good + "# " + std::string(5000, 'x')).empty());
    for (std::size_t size = 0; size + 1 < good.size(); ++size) CHECK_FALSE(fault_of_file(good.substr(0, size)).empty());
}

TEST_CASE("a fault of the key file does not show the key") {
    const std::string good = known_key_file;
    for (const auto& text : {replaced(good, "000102", "0001"), replaced(good, "0001020304", "0001020305")})
        CHECK_FALSE(contains(fault_of_file(text), "0a0b0c"));
}

TEST_CASE("several threads use the same keys at once") {
    const auto secrets = known_secrets();
    const auto seal = secrets.seal("张建国");
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 500; ++i) {
                const auto place = std::to_string(t * 1000 + i);
                if (secrets.decrypt(secrets.encrypt("张建国", place), place) != "张建国") ++wrong;
                if (secrets.seal("张建国") != seal || sm3({place, "x"}) != sm3({place + "x"})) ++wrong;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
}

TEST_CASE("keys can be handed on") {
    auto secrets = known_secrets();
    const auto seal = secrets.seal("x");
    const Secrets moved{std::move(secrets)};
    CHECK(moved.seal("x") == seal);
}
