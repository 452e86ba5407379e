// Counts open connections, in all and for each address, and lets no more in than allowed.
#pragma once

#include <sys/socket.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace tiaojie::http {

// Whom a connection is counted for: an IPv4 address, or a /64 of IPv6, as one client has all of that.
using PeerKey = std::array<unsigned char, 12>;

struct Peer {
    std::string text{};
    PeerKey key{};
};
Peer peer_of(const sockaddr_storage& address);

class Gate {
public:
    // A place inside; given back when it goes.
    class Place {
    public:
        Place() = default;
        Place(Place&& other) noexcept : gate_{std::exchange(other.gate_, nullptr)}, key_{other.key_} {}
        Place& operator=(Place&& other) noexcept {
            if (this != &other) {
                leave();
                gate_ = std::exchange(other.gate_, nullptr);
                key_ = other.key_;
            }
            return *this;
        }
        ~Place() { leave(); }
        void leave() noexcept;

    private:
        friend class Gate;
        Place(Gate* gate, const PeerKey& key) : gate_{gate}, key_{key} {}
        Gate* gate_{nullptr};
        PeerKey key_{};
    };

    Gate(std::size_t in_all, std::size_t per_address) : in_all_{in_all}, per_address_{per_address} {}
    std::optional<Place> enter(const PeerKey& key);
    std::size_t inside() const;
    bool wait_until_empty(std::chrono::milliseconds time);

private:
    std::size_t in_all_;
    std::size_t per_address_;
    mutable std::mutex mutex_{};
    std::condition_variable is_empty_{};
    std::size_t inside_{0};
    std::map<PeerKey, std::size_t> by_address_{};
};

}  // namespace tiaojie::http
