#include "storage/keys/secrets.hpp"

#include <openssl/rand.h>

#include <limits>
#include <utility>

#include "storage/engine/openssl_handles.hpp"
#include "storage/keys/key_file.hpp"

namespace tiaojie::storage {
namespace {

constexpr char format_version = 1;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t header_bytes = 1 + nonce_bytes;
constexpr std::size_t index_bytes = 16;
constexpr std::size_t max_text_bytes = std::numeric_limits<int>::max() / 2;  // OpenSSL counts in int

const EVP_CIPHER* cipher() {
    static const CipherHandle handle{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
    must(handle != nullptr, "AES-256-GCM");
    return handle.get();
}

[[noreturn]] void fail_to_decrypt() { throw DecryptFault{"个人信息不能解密：密钥不符，或者内容被改动"}; }

HmacSm3 keyed_for(std::string_view purpose, const KeyBytes& master) {
    KeyBytes key;
    derive(master, purpose, key.data(), KeyBytes::size);
    return HmacSm3{{reinterpret_cast<const char*>(key.data()), KeyBytes::size}};
}

}  // namespace

struct Secrets::Keys {
    explicit Keys(const KeyBytes& master)
        : id{key_id_of(master)},
          seal{keyed_for("tiaojie seal 1", master)},
          index{keyed_for("tiaojie index 1", master)},
          server{keyed_for("tiaojie server 1", master)} {
        derive(master, "tiaojie encryption 1", encryption.data(), KeyBytes::size);
    }

    std::string id;
    HmacSm3 seal;
    HmacSm3 index;
    HmacSm3 server;
    KeyBytes encryption{};
};

Secrets::Secrets(std::unique_ptr<const Keys> keys) : keys_(std::move(keys)) {}
Secrets::Secrets(Secrets&&) noexcept = default;
Secrets& Secrets::operator=(Secrets&&) noexcept = default;
Secrets::~Secrets() = default;

Secrets Secrets::create(const std::filesystem::path& key_file) {
    KeyBytes master;
    must(RAND_priv_bytes(master.data(), static_cast<int>(KeyBytes::size)) == 1, "random bytes");
    write_key_file(key_file, master);
    return Secrets{std::make_unique<const Keys>(master)};
}

Secrets Secrets::load(const std::filesystem::path& key_file) {
    KeyBytes master;
    read_key_file(key_file, master);
    return Secrets{std::make_unique<const Keys>(master)};
}

std::string Secrets::encrypt(std::string_view plain, std::string_view associated) const {
    must(plain.size() <= max_text_bytes && associated.size() <= max_text_bytes, "text too long");
    std::string out(header_bytes + plain.size() + tag_bytes, '\0');
    out[0] = format_version;
    auto* const nonce = bytes_of(out) + 1;
    auto* const text = bytes_of(out) + header_bytes;
    must(RAND_bytes(nonce, static_cast<int>(nonce_bytes)) == 1, "random bytes");

    const CipherContext context{EVP_CIPHER_CTX_new()};
    int size = 0;
    must(context && EVP_EncryptInit_ex2(context.get(), cipher(), keys_->encryption.data(), nonce, nullptr) == 1,
         "encrypt init");
    must(EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(associated), static_cast<int>(associated.size())),
         "associated data");
    must(EVP_EncryptUpdate(context.get(), text, &size, bytes_of(plain), static_cast<int>(plain.size())) == 1,
         "encrypt");
    must(EVP_EncryptFinal_ex(context.get(), text + plain.size(), &size) == 1, "encrypt final");
    must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_bytes), text + plain.size()),
         "tag");
    return out;
}

std::string Secrets::decrypt(std::string_view sealed, std::string_view associated) const {
    if (sealed.size() < header_bytes + tag_bytes || sealed.front() != format_version) fail_to_decrypt();
    if (sealed.size() > max_text_bytes || associated.size() > max_text_bytes) fail_to_decrypt();
    const auto text = sealed.substr(header_bytes, sealed.size() - header_bytes - tag_bytes);
    std::string tag{sealed.substr(sealed.size() - tag_bytes)};
    std::string out(text.size(), '\0');

    const CipherContext context{EVP_CIPHER_CTX_new()};
    int size = 0;
    must(context &&
             EVP_DecryptInit_ex2(context.get(), cipher(), keys_->encryption.data(), bytes_of(sealed) + 1, nullptr) == 1,
         "decrypt init");
    must(EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(associated), static_cast<int>(associated.size())),
         "associated data");
    must(EVP_DecryptUpdate(context.get(), bytes_of(out), &size, bytes_of(text), static_cast<int>(text.size())) == 1,
         "decrypt");
    must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_bytes), tag.data()) == 1,
         "tag");
    unsigned char nothing{};
    if (EVP_DecryptFinal_ex(context.get(), &nothing, &size) != 1) fail_to_decrypt();
    return out;
}

std::string Secrets::seal(std::string_view plain) const { return keys_->seal.of({plain}); }

std::string Secrets::index_of(std::string_view kind, std::string_view value) const {
    auto out = keys_->index.of({kind, std::string_view{"\0", 1}, value});
    out.resize(index_bytes);
    return out;
}

std::string Secrets::server_key(std::string_view purpose) const { return keys_->server.of({purpose}); }

const std::string& Secrets::key_id() const { return keys_->id; }

}  // namespace tiaojie::storage
