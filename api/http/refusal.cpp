// What the server answers by itself.
#include "api/http/request_reader.hpp"
#include "api/http/security_headers.hpp"

namespace tiaojie::http {
namespace {

struct Row {
    unsigned status;
    std::string_view code;
    std::string_view title;
    std::string_view detail;
};

Row row_of(Refused why) {
    switch (why) {
        case Refused::bad_request:
            return {400, "bad_request", "Bad Request", "请求不符合 HTTP/1.1 的格式"};
        case Refused::headers_too_large:
            return {431, "headers_too_large", "Request Header Fields Too Large", "请求头超过上限"};
        case Refused::body_too_large:
            return {413, "body_too_large", "Content Too Large", "请求内容超过上限"};
        case Refused::timeout:
            return {408, "timeout", "Request Timeout", "请求没有在规定时间内发完"};
        case Refused::too_many_connections:
            return {503, "too_many_connections", "Service Unavailable", "连接过多，请稍后再试"};
        case Refused::busy:
            return {503, "busy", "Service Unavailable", "正在接收的请求内容过多，请稍后再试"};
    }
    return {};
}

Response problem(const Row& row) {
    std::string body = R"({"type":"about:blank","title":")";
    body += row.title;
    body += R"(","status":)" + std::to_string(row.status) + R"(,"code":")";
    body += row.code;
    body += R"(","detail":")";
    body += row.detail;
    body += R"(","errors":[]})";
    auto made = text_response(row.status, "application/problem+json", std::move(body));
    add_security_headers(made, false);
    return made;
}

}  // namespace

Response refusal(Refused why) {
    Response made = problem(row_of(why));
    if (made.status == 503) made.headers.push_back({"Retry-After", "5"});
    return made;
}

Response failed_response() {
    return problem({500, "internal_error", "Internal Server Error", "程序内部出错，请求没有得到答复"});
}

}  // namespace tiaojie::http
