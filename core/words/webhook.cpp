#include "core/words/webhook.hpp"

#include <algorithm>
#include <charconv>

namespace tiaojie {
namespace {

constexpr std::size_t longest_url = 2048;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string in_lower_case(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// Labels of letters, digits and inner hyphens, at most 63 bytes each; nothing empty.
bool is_name(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    while (true) {
        const auto label = host.substr(0, host.find('.'));
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; }))
            return false;
        if (label.size() == host.size()) return true;
        host.remove_prefix(label.size() + 1);
    }
}

std::optional<int> number(std::string_view text, int most) {
    int out = 0;
    if (text.empty() || text.size() > 5 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out > most || !is_digit(text.front()))
        return std::nullopt;
    return out;
}

bool is_ipv4(std::string_view host) {
    for (int part = 0; part < 4; ++part) {
        const auto dot = host.find('.');
        if ((dot == host.npos) != (part == 3) || !number(host.substr(0, dot), 255)) return false;
        host.remove_prefix(part == 3 ? host.size() : dot + 1);
    }
    return true;
}

// Groups of hexadecimal digits, at most one gap; no zone, no IPv4 inside.
bool is_ipv6(std::string_view host) {
    const auto gap = host.find("::");
    if (gap != host.npos && host.find("::", gap + 1) != host.npos) return false;
    int groups = 0;
    const auto count = [&](std::string_view part) {
        while (!part.empty()) {
            const auto group = part.substr(0, part.find(':'));
            if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hex)) return false;
            ++groups;
            if (group.size() == part.size()) return true;
            part.remove_prefix(group.size() + 1);
            if (part.empty()) return false;
        }
        return true;
    };
    if (gap == host.npos) return count(host) && groups == 8;
    return count(host.substr(0, gap)) && count(host.substr(gap + 2)) && groups < 8;
}

// A name of digits and dots only would be read as an address by some and as a name by others.
bool is_host(std::string_view host) {
    const auto last = host.substr(host.rfind('.') == host.npos ? 0 : host.rfind('.') + 1);
    const bool is_numeric = !last.empty() && (std::all_of(last.begin(), last.end(), is_digit) ||
                                              last.starts_with("0x") || last.starts_with("0X"));
    return is_numeric ? is_ipv4(host) : is_name(host);
}

// Characters of RFC 3986 with whole percent escapes, no fragment.
bool is_target(std::string_view text) {
    constexpr std::string_view others = "-._~!$&'()*+,;=:@/?";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
            i += 2;
        } else if (!is_letter(text[i]) && !is_digit(text[i]) && others.find(text[i]) == others.npos) {
            return false;
        }
    }
    return true;
}

Refusal bad_url(const char* why) { return {"bad_url", "url", std::string{"网址不合格："} + why}; }

}  // namespace

Result<WebUrl> parse_web_url(std::string_view text) {
    if (text.size() > longest_url) return bad_url("过长");
    WebUrl out;
    const auto colon = text.find("://");
    const auto scheme = in_lower_case(text.substr(0, colon));
    if (colon == text.npos || (scheme != "http" && scheme != "https")) return bad_url("须以http://或https://开头");
    out.is_secure = scheme == "https";
    out.port = out.is_secure ? 443 : 80;
    text.remove_prefix(colon + 3);
    const auto end = std::min(text.find_first_of("/?#"), text.size());
    auto authority = text.substr(0, end);
    const auto target = text.substr(end);
    if (!is_target(target)) return bad_url("路径中有不允许的字符");
    out.target = target.starts_with('/') ? std::string{target} : "/" + std::string{target};
    if (authority.find('@') != authority.npos) return bad_url("不能含有用户名");

    std::string_view host;
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == authority.npos) return bad_url("主机名不对");
        host = authority.substr(1, close - 1);
        authority.remove_prefix(close + 1);
        if (!is_ipv6(host)) return bad_url("主机名不对");
    } else {
        host = authority.substr(0, authority.find(':'));
        authority.remove_prefix(host.size());
        if (!is_host(host)) return bad_url("主机名不对");
    }
    out.host = in_lower_case(host);
    if (authority.empty()) return out;
    const auto port = authority.starts_with(':') ? number(authority.substr(1), 65535) : std::nullopt;
    if (!port || *port == 0) return bad_url("端口不对");
    out.port = static_cast<std::uint16_t>(*port);
    return out;
}

}  // namespace tiaojie
