// SM3 (GB/T 32905-2016), the hash of the journal's chain, and HMAC with it (GB/T 15852.2).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

struct evp_mac_ctx_st;

namespace tiaojie::storage {

inline constexpr std::size_t sm3_bytes = 32;

// Of the parts, one behind the other. Parts of variable length need a separator that cannot occur in them.
std::string sm3(std::initializer_list<std::string_view> parts);

// Takes its key in once; may be used by several threads at once.
class HmacSm3 {
public:
    explicit HmacSm3(std::string_view key);
    std::string of(std::initializer_list<std::string_view> parts) const;

private:
    struct Free {
        void operator()(evp_mac_ctx_st* context) const;
    };
    std::unique_ptr<evp_mac_ctx_st, Free> keyed_;
};

}  // namespace tiaojie::storage
