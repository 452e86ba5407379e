#include "api/http/proxy.hpp"

#include <arpa/inet.h>

#include <array>
#include <string>
#include <string_view>

#include "core/words/text.hpp"

namespace tiaojie::http {
namespace {

std::string_view last_item(std::string_view list) {
    const std::size_t comma = list.rfind(',');
    if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
    return trimmed(list);
}

// "10.0.0.1", "10.0.0.1:80", "::1", "[::1]:80" → the address alone
std::string_view without_port(std::string_view item) {
    if (item.starts_with('[')) return item.substr(1, item.find(']') - 1);
    const std::size_t colon = item.find(':');
    return colon == item.rfind(':') ? item.substr(0, colon) : item;
}

bool is_address(const std::string& text) {
    std::array<unsigned char, 16> ignored{};
    return ::inet_pton(AF_INET, text.c_str(), ignored.data()) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), ignored.data()) == 1;
}

}  // namespace

void believe_proxy(Request& request) {
    std::string_view forwarded;
    std::string_view protocol;
    for (const Header& each : request.headers) {  // of several headers the last one is the proxy's
        if (is_same_token(each.name, "X-Forwarded-For")) forwarded = each.value;
        if (is_same_token(each.name, "X-Forwarded-Proto")) protocol = each.value;
    }
    std::string address{without_port(last_item(forwarded))};
    if (is_address(address)) request.peer = std::move(address);
    if (!protocol.empty()) request.is_secure = is_same_token(last_item(protocol), "https");
}

}  // namespace tiaojie::http
