// What the server answers by itself.
#include "api/http/problem.hpp"
#include "api/http/request_reader.hpp"
#include "api/http/security_headers.hpp"

namespace tiaojie::http {
namespace {

std::string_view code_of(Refused why) {
    switch (why) {
        case Refused::bad_request:
            return "bad_request";
        case Refused::headers_too_large:
            return "headers_too_large";
        case Refused::body_too_large:
            return "body_too_large";
        case Refused::timeout:
            return "timeout";
        case Refused::too_many_connections:
            return "too_many_connections";
        case Refused::busy:
            return "busy";
    }
    return "bad_request";
}

Response dressed(std::string_view code) {
    auto made = problem(code);
    add_security_headers(made, false);
    return made;
}

}  // namespace

Response refusal(Refused why) { return dressed(code_of(why)); }

Response failed_response() { return dressed("internal_error"); }

}  // namespace tiaojie::http
