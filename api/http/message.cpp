#include "api/http/message.hpp"

#include <algorithm>

#include "core/words/text.hpp"

namespace tiaojie::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

}  // namespace

std::string_view name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::delete_:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            return "OTHER";
    }
    return "OTHER";
}

bool is_same_token(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view Request::header(std::string_view wanted) const {
    for (const Header& each : headers) {
        if (is_same_token(each.name, wanted)) return each.value;
    }
    return {};
}

bool lists_tag(std::string_view header, std::string_view tag) {
    const std::string_view wanted = without_weakness(tag);
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        const std::string_view each = trimmed(header.substr(0, comma));
        if (each == "*" || (!each.empty() && without_weakness(each) == wanted)) return true;
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    return false;
}

Response text_response(unsigned status, std::string content_type, std::string body) {
    Response made;
    made.status = status;
    made.content_type = std::move(content_type);
    made.body = std::make_shared<const std::string>(std::move(body));
    return made;
}

Response json_response(unsigned status, std::string body) {
    return text_response(status, "application/json", std::move(body));
}

Response empty_response(unsigned status) {
    Response made;
    made.status = status;
    made.content_type.clear();
    return made;
}

}  // namespace tiaojie::http
