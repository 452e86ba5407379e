// The keys of one store and what is done with them: personal data are encrypted, sealed into the hash chain and found
// again by keyed index, so that neither the file nor the chain gives them away without the key file.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {

// The key file is missing, cannot be read or written, or is none. `what()` is a sentence of Chinese that names it.
struct KeyFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Not encrypted with this key for this place, or changed since.
struct DecryptFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// May be used by several threads at once.
class Secrets {
public:
    // New random keys in a new file of mode 0600; never overwrites one.
    static Secrets create(const std::filesystem::path& key_file);
    static Secrets load(const std::filesystem::path& key_file);

    Secrets(Secrets&&) noexcept;
    Secrets& operator=(Secrets&&) noexcept;
    ~Secrets();

    // AES-256-GCM: format version (1 byte), nonce (12), ciphertext, tag (16). `associated` must be the same again to
    // decrypt; it ties the bytes to their place.
    std::string encrypt(std::string_view plain, std::string_view associated) const;
    std::string decrypt(std::string_view sealed, std::string_view associated) const;

    // HMAC-SM3, 32 bytes: stands in the hash chain for a text that may be erased later.
    std::string seal(std::string_view plain) const;

    // HMAC-SM3, the first 16 bytes: equal for equal values of a kind ("phone"), so that they are found when exact.
    std::string index_of(std::string_view kind, std::string_view value) const;

    // 32 bytes, always the same for a purpose ("cursor"): a key for what the server signs and checks by itself.
    std::string server_key(std::string_view purpose) const;

    // Tells one key from another without giving it away: 16 hexadecimal digits.
    const std::string& key_id() const;

private:
    struct Keys;
    explicit Secrets(std::unique_ptr<const Keys> keys);

    std::unique_ptr<const Keys> keys_;
};

}  // namespace tiaojie::storage
