#include "api/http/gate.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace tiaojie::http {

Peer peer_of(const sockaddr_storage& address) {
    Peer made;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        std::memcpy(made.key.data() + 8, &v4.sin_addr, 4);
    } else if (address.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        const unsigned char* const bytes = v6.sin6_addr.s6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
            ::inet_ntop(AF_INET, bytes + 12, text.data(), text.size());
            std::copy_n(bytes + 12, 4, made.key.begin() + 8);
        } else {
            ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
            std::copy_n(bytes, 8, made.key.begin());
            made.key[8] = 1;  // apart from IPv4, also where the first half is all zero
        }
    }
    made.text = text.data();
    return made;
}

std::optional<Gate::Place> Gate::enter(const PeerKey& key) {
    const std::lock_guard lock{mutex_};
    if (inside_ >= in_all_) return std::nullopt;
    if (per_address_ > 0) {
        std::size_t& count = by_address_[key];
        if (count >= per_address_) return std::nullopt;
        ++count;
    }
    ++inside_;
    return Place{this, key};
}

void Gate::Place::leave() noexcept {
    Gate* const gate = std::exchange(gate_, nullptr);
    if (!gate) return;
    const std::lock_guard lock{gate->mutex_};
    if (gate->per_address_ > 0) {
        const auto found = gate->by_address_.find(key_);
        if (found != gate->by_address_.end() && --found->second == 0) gate->by_address_.erase(found);
    }
    if (--gate->inside_ == 0) gate->is_empty_.notify_all();
}

std::size_t Gate::inside() const {
    const std::lock_guard lock{mutex_};
    return inside_;
}

bool Gate::wait_until_empty(std::chrono::milliseconds time) {
    std::unique_lock lock{mutex_};
    return is_empty_.wait_for(lock, time, [this] { return inside_ == 0; });
}

}  // namespace tiaojie::http
