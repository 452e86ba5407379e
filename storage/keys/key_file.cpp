#include "storage/keys/key_file.hpp"

#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "storage/engine/openssl_handles.hpp"
#include "storage/keys/secrets.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::string_view header = "tiaojie-key 1";
constexpr std::string_view warning =
    "# 本文件是案件库的密钥，身份证号、电话、住址等个人信息靠它读取。丢失后无法恢复。\n"
    "# 请另行备份，与案件库的备份分开存放；不要修改，不要外传，不要放进公开的代码库。\n";
constexpr std::size_t max_file_bytes = 4096;
constexpr std::string_view digits = "0123456789abcdef";

std::string quoted(const std::filesystem::path& file) { return "“" + file.string() + "”"; }
std::string reason_of(int error) { return std::system_category().message(error); }

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

// A text with a key in it: wiped at the end.
struct SecretText {
    std::string text{};
    SecretText() { text.reserve(max_file_bytes); }  // no copies left behind by growing
    SecretText(const SecretText&) = delete;
    SecretText& operator=(const SecretText&) = delete;
    ~SecretText() { OPENSSL_cleanse(text.data(), text.capacity()); }
};

void append_hex(std::string& out, const unsigned char* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 0x0F];
    }
}

bool read_hex(std::string_view text, unsigned char* out, std::size_t size) {
    if (text.size() != size * 2) return false;
    for (std::size_t i = 0; i < size; ++i) {
        const auto high = digits.find(text[2 * i]);
        const auto low = digits.find(text[2 * i + 1]);
        if (high == digits.npos || low == digits.npos) return false;
        out[i] = static_cast<unsigned char>(high << 4 | low);
    }
    return true;
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

// A new name in a folder outlives a power cut only once the folder itself is on the disk.
void sync_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
    const File handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (handle.get() >= 0) ::fsync(handle.get());
}

// Cuts the first line off, without its end.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

// What is wrong with the text, if anything.
std::optional<std::string> parse_key_text(std::string_view text, KeyBytes& master) {
    if (const auto first = take_line(text); first != header) {
        if (first.starts_with("tiaojie-key ")) return "是较新版本的密钥文件，请使用新版程序";
        return "不是本程序的密钥文件";
    }
    bool has_key = false;
    std::string_view id;
    while (!text.empty()) {
        const auto line = take_line(text);
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("id ") && id.empty())
            id = line.substr(3);
        else if (line.starts_with("key ") && !has_key && read_hex(line.substr(4), master.data(), KeyBytes::size))
            has_key = true;
        else
            return "格式不对";
    }
    if (!has_key) return "格式不对，没有密钥";
    if (id != key_id_of(master)) return "内容有误，密钥与编号不符";
    return std::nullopt;
}

}  // namespace

KeyBytes::~KeyBytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

void derive(const KeyBytes& master, std::string_view purpose, unsigned char* out, std::size_t size) {
    const DerivationHandle algorithm{EVP_KDF_fetch(nullptr, "HKDF", nullptr)};
    const DerivationContext context{EVP_KDF_CTX_new(algorithm.get())};
    must(context != nullptr, "HKDF");
    std::string digest{"SM3"};
    std::string info{purpose};
    const std::array<OSSL_PARAM, 4> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        // OpenSSL takes parameters without const but only reads these.
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<unsigned char*>(master.data()),
                                          KeyBytes::size),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end(),
    };
    must(EVP_KDF_derive(context.get(), out, size, parameters.data()) == 1, "HKDF derive");
}

std::string key_id_of(const KeyBytes& master) {
    std::array<unsigned char, 8> id{};
    derive(master, "tiaojie key id 1", id.data(), id.size());
    std::string out;
    append_hex(out, id.data(), id.size());
    return out;
}

void write_key_file(const std::filesystem::path& file, const KeyBytes& master) {
    SecretText secret;
    auto& text = secret.text;
    text.append(header).append("\n").append(warning).append("id ").append(key_id_of(master)).append("\nkey ");
    append_hex(text, master.data(), KeyBytes::size);
    text += '\n';

    const File handle{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (handle.get() < 0 && errno == EEXIST) throw KeyFault{"密钥文件" + quoted(file) + "已经存在，不会覆盖"};
    if (handle.get() < 0) throw KeyFault{"不能创建密钥文件" + quoted(file) + "：" + reason_of(errno)};
    if (!write_all(handle.get(), text)) {
        const int error = errno;
        ::unlink(file.c_str());  // half a key file would only be in the way
        throw KeyFault{"不能写入密钥文件" + quoted(file) + "：" + reason_of(error)};
    }
    sync_folder_of(file);
}

void read_key_file(const std::filesystem::path& file, KeyBytes& master) {
    const File handle{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (handle.get() < 0 && errno == ENOENT)
        throw KeyFault{"找不到密钥文件" + quoted(file) + "，没有它不能读取个人信息，请从备份中恢复"};
    if (handle.get() < 0) throw KeyFault{"不能读取密钥文件" + quoted(file) + "：" + reason_of(errno)};
    SecretText secret;
    auto& text = secret.text;
    text.resize(max_file_bytes);
    std::size_t size = 0;
    while (size < max_file_bytes) {
        const auto got = ::read(handle.get(), text.data() + size, max_file_bytes - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw KeyFault{"不能读取密钥文件" + quoted(file) + "：" + reason_of(errno)};
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    const auto fault = size == max_file_bytes ? std::optional<std::string>{"过长，不是本程序的密钥文件"}
                                              : parse_key_text(std::string_view{text}.substr(0, size), master);
    if (fault) throw KeyFault{"密钥文件" + quoted(file) + *fault};
}

}  // namespace tiaojie::storage
