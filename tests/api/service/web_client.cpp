#include "tests/api/service/web_client.hpp"

#include "api/wire/json_writer.hpp"
#include "tests/catch.hpp"

namespace tiaojie::test {
namespace {

constexpr std::size_t longest_answer = 64 * 1024 * 1024;
const std::string base = "/api/v1";

}  // namespace

std::string method_name(http::Method method) { return std::string{http::name(method)}; }

Json Answered::json() const {
    const auto document = parse_json(body, longest_answer);
    INFO(status << " " << body.substr(0, 500));
    REQUIRE(document);
    return *document;
}

std::string Answered::code() const {
    const auto document = parse_json(body, longest_answer);
    const auto* found = document ? document->find("code") : nullptr;
    return found == nullptr ? std::string{} : found->text;
}

std::string WebClient::bytes_of(const Asked& asked) const {
    std::string out = method_name(asked.method) + " " + asked.target + " HTTP/1.1\r\nHost: localhost\r\n";
    const auto add = [&](const std::string& name, const std::string& value) {
        for (const auto& given : asked.headers)
            if (http::is_same_token(given.name, name)) return;
        out += name + ": " + value + "\r\n";
    };
    for (const auto& header : asked.headers)
        if (!header.value.empty()) out += header.name + ": " + header.value + "\r\n";
    if (!cookie.empty() && bearer.empty()) add("Cookie", cookie);
    if (!bearer.empty()) add("Authorization", "Bearer " + bearer);
    const bool is_change = asked.method != http::Method::get && asked.method != http::Method::head;
    if (is_change && !csrf.empty() && bearer.empty()) add("X-CSRF-Token", csrf);
    if (asked.body) add("Content-Type", "application/json");
    if (asked.body || is_change) add("Content-Length", std::to_string(asked.body.value_or("").size()));
    return out + "\r\n" + asked.body.value_or("");
}

WebClient WebClient::copy() const {
    WebClient out{port_, watch_};
    out.cookie = cookie;
    out.csrf = csrf;
    out.bearer = bearer;
    return out;
}

Answered WebClient::ask(const Asked& asked) {
    const auto bytes = bytes_of(asked);
    Answered reply;
    for (int attempt = 0; attempt < 2 && reply.status == 0; ++attempt) {  // the server may have closed an idle one
        if (!connection_) connection_ = std::make_unique<RawClient>(port_);
        connection_->send(bytes);
        static_cast<RawReply&>(reply) = connection_->reply(asked.method != http::Method::head);
        if (reply.status == 0 || reply.header("Connection") == "close") connection_.reset();
    }
    if (watch_) watch_(asked, reply);
    return reply;
}

Answered WebClient::get(const std::string& path, std::vector<http::Header> headers) {
    return ask({http::Method::get, base + path, {}, std::move(headers)});
}
Answered WebClient::post(const std::string& path, const std::string& body, std::vector<http::Header> headers) {
    return ask({http::Method::post, base + path, body, std::move(headers)});
}
Answered WebClient::put(const std::string& path, const std::string& body) {
    return ask({http::Method::put, base + path, body, {}});
}
Answered WebClient::remove(const std::string& path) { return ask({http::Method::delete_, base + path, {}, {}}); }
Answered WebClient::command(const std::string& object, std::vector<http::Header> headers) {
    return post("/commands", object, std::move(headers));
}

Answered WebClient::sign_in(const std::string& account, const std::string& password, const std::string& code) {
    auto body = json_object();
    tiaojie::put(body, "account", account);
    tiaojie::put(body, "password", password);
    if (!code.empty()) tiaojie::put(body, "code", code);
    auto reply = post("/session", write_json(body));
    if (reply.status == 201) keep(reply);
    return reply;
}

void WebClient::keep(const Answered& session) {
    const auto set = session.header("Set-Cookie");
    cookie = set.substr(0, set.find(';'));
    const auto json = session.json();
    if (const auto* found = json.find("csrf")) csrf = found->text;
}

}  // namespace tiaojie::test
