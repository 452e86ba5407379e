// A client of the server: a browser with its cookie, or a program with its token. Whoever watches sees every answer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/http/message.hpp"
#include "api/wire/json_reader.hpp"
#include "tests/api/http/raw_client.hpp"

namespace tiaojie::test {

struct Asked {
    http::Method method{http::Method::get};
    std::string target{};               // with the query
    std::optional<std::string> body{};  // sent as application/json unless a header says otherwise
    std::vector<http::Header> headers{};
};

struct Answered : RawReply {
    Json json() const;         // fails the test when it is none
    std::string code() const;  // of a problem; empty when there is none
};

class WebClient {
public:
    using Watch = std::function<void(const Asked&, const Answered&)>;

    explicit WebClient(std::uint16_t port, Watch watch = {}) : port_{port}, watch_{std::move(watch)} {}

    Answered ask(const Asked& asked);
    Answered get(const std::string& path, std::vector<http::Header> headers = {});
    Answered post(const std::string& path, const std::string& body, std::vector<http::Header> headers = {});
    Answered put(const std::string& path, const std::string& body);
    Answered remove(const std::string& path);
    Answered command(const std::string& object, std::vector<http::Header> headers = {});

    // Keeps what the answer gives for the requests to come.
    Answered sign_in(const std::string& account, const std::string& password, const std::string& code = {});
    void keep(const Answered& session);

    WebClient copy() const;  // the same session by another connection

    std::string cookie{};  // "tiaojie=…"
    std::string csrf{};
    std::string bearer{};

private:
    std::string bytes_of(const Asked& asked) const;

    std::uint16_t port_;
    Watch watch_;
    std::unique_ptr<RawClient> connection_{};
};

std::string method_name(http::Method method);

}  // namespace tiaojie::test
