// The real server, as a process of its own over a store of its own, and clients that speak to it through sockets.
// Accounts and sessions are put into the store by this process, so that no test waits for Argon2 but those about it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/wire/json_reader.hpp"
#include "core/words/vocabulary.hpp"
#include "tests/api/http/raw_client.hpp"
#include "tests/cli/program.hpp"

namespace tiaojie::test {

inline constexpr const char* test_password = "Abcd1234!x";  // of every account that `Place::account` makes
inline constexpr const char* district = "350305000000";     // the area of the stores below
inline constexpr const char* town = "350305101000";         // 东庄镇
inline constexpr const char* village = "350305101001";

// What opens a session: a cookie with its CSRF secret, or a token.
struct Pass {
    std::string cookie{};
    std::string csrf{};
    std::string token{};
    std::string session{};  // its public id
};

struct Reply {
    unsigned status{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};

    Json json() const;  // fails the test when the body is none
    std::string header(const std::string& name) const { return RawReply{status, headers, {}}.header(name); }
    std::string code() const;  // of a problem; empty otherwise
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// One connection, kept alive, opened anew when the server has closed it between two requests.
class Client {
public:
    Client(std::uint16_t port, Pass pass = {}) : port_{port}, pass_{std::move(pass)} {}

    // `path` begins behind /api/v1, or is whole when it begins with "//".
    Reply get(const std::string& path, const Headers& more = {}) { return send("GET", path, {}, more); }
    Reply post(const std::string& path, const std::string& json, const Headers& more = {}) {
        return send("POST", path, json, more);
    }
    Reply put(const std::string& path, const std::string& json) { return send("PUT", path, json, {}); }
    Reply del(const std::string& path) { return send("DELETE", path, {}, {}); }
    Reply send(const std::string& method, const std::string& path, const std::string& body, const Headers& more);
    // With the password, by the route; keeps the cookie.
    Reply sign_in(const std::string& account, const std::string& password = test_password);

    // The bytes of a request as `send` would send them.
    std::string request(const std::string& method, const std::string& path, const std::string& body,
                        const Headers& more) const;
    RawClient& connection();  // for what comes piece by piece
    const Pass& pass() const { return pass_; }

private:
    std::uint16_t port_;
    Pass pass_;
    std::unique_ptr<RawClient> connection_{};
};

enum class Filled {
    small,
    demo
};  // small: a town's and two villages' organisations and a mediator; demo: the demo year

struct Start {
    std::vector<std::string> words{};             // behind `serve --listen 127.0.0.1:0 --quiet`
    std::optional<std::uint64_t> largest_file{};  // RLIMIT_FSIZE: stands for a full disk
};

// A store and its server.
class Place {
public:
    explicit Place(Filled filled = Filled::small, const Start& start = {});
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    const Program& program() const { return program_; }  // the command line on the same store
    std::uint16_t port() const { return port_; }
    pid_t process() const { return child_; }
    std::string errors() const;  // what the server has said so far

    void start(const Start& start = {});
    void kill();             // SIGKILL
    int stop();              // SIGTERM; its exit status
    void ask_to_stop();      // SIGTERM, without waiting
    int wait_for_the_end();  // the exit status, 128 + n for signal n

    // Makes the account where there is none, approved, its password needing no change.
    void account(const std::string& name, Role role, const std::string& area = district,
                 const std::optional<std::string>& mediator = {}) const;
    Pass session(const std::string& account) const;
    Pass token(const std::string& account, bool is_read_only = false) const;
    // All three in one.
    Client client(const std::string& name, Role role, const std::string& area = district,
                  const std::optional<std::string>& mediator = {}) const;
    Client stranger() const { return Client{port_}; }

private:
    Program program_{};
    pid_t child_{-1};
    std::uint16_t port_{0};
};

// A registration that is accepted in a small store.
std::string register_command(const std::string& id, const std::string& case_id);

}  // namespace tiaojie::test
