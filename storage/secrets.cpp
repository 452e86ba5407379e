#include "storage/secrets.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <limits>
#include <utility>

#include "storage/key_file.hpp"
#include "storage/openssl_handles.hpp"

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

// A context of HMAC-SM3 that has taken in its key; copied for each message, which is quicker than keying it again.
MacContext keyed_mac(const KeyBytes& key) {
    const MacHandle algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    MacContext context{EVP_MAC_CTX_new(algorithm.get())};
    std::string digest{"SM3"};
    const std::array<OSSL_PARAM, 2> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0), OSSL_PARAM_construct_end()};
    must(context && EVP_MAC_init(context.get(), key.data(), KeyBytes::size, parameters.data()) == 1, "HMAC-SM3");
    return context;
}

std::string mac_of(const MacContext& keyed, std::initializer_list<std::string_view> parts) {
    const MacContext context{EVP_MAC_CTX_dup(keyed.get())};
    must(context != nullptr, "HMAC-SM3 copy");
    for (const auto part : parts)
        must(EVP_MAC_update(context.get(), bytes_of(part), part.size()) == 1, "HMAC-SM3 update");
    std::string out(sm3_bytes, '\0');
    std::size_t size = 0;
    must(EVP_MAC_final(context.get(), bytes_of(out), &size, out.size()) == 1 && size == sm3_bytes, "HMAC-SM3 final");
    return out;
}

[[noreturn]] void fail_to_decrypt() { throw DecryptFault{"个人信息不能解密：密钥不符，或者内容被改动"}; }

}  // namespace

struct Secrets::Keys {
    explicit Keys(const KeyBytes& master) : id{key_id_of(master)} {
        KeyBytes key;
        derive(master, "tiaojie encryption 1", encryption.data(), KeyBytes::size);
        derive(master, "tiaojie seal 1", key.data(), KeyBytes::size);
        seal = keyed_mac(key);
        derive(master, "tiaojie index 1", key.data(), KeyBytes::size);
        index = keyed_mac(key);
    }

    std::string id;
    KeyBytes encryption{};
    MacContext seal{};
    MacContext index{};
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

std::string Secrets::seal(std::string_view plain) const { return mac_of(keys_->seal, {plain}); }

std::string Secrets::index_of(std::string_view kind, std::string_view value) const {
    auto out = mac_of(keys_->index, {kind, std::string_view{"\0", 1}, value});
    out.resize(index_bytes);
    return out;
}

const std::string& Secrets::key_id() const { return keys_->id; }

}  // namespace tiaojie::storage
