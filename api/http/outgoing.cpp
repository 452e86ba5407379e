#include "api/http/outgoing.hpp"

#include <algorithm>
#include <array>
#include <ctime>

namespace tiaojie::http {
namespace {

// Up to here copying is cheaper than sending two pieces.
constexpr std::size_t largest_copied = 8 * 1024;

std::string_view reason(unsigned status) {
    struct Row {
        unsigned status;
        std::string_view reason;
    };
    static constexpr std::array rows{
        Row{200, "OK"},
        Row{201, "Created"},
        Row{202, "Accepted"},
        Row{204, "No Content"},
        Row{301, "Moved Permanently"},
        Row{302, "Found"},
        Row{303, "See Other"},
        Row{304, "Not Modified"},
        Row{307, "Temporary Redirect"},
        Row{308, "Permanent Redirect"},
        Row{400, "Bad Request"},
        Row{401, "Unauthorized"},
        Row{403, "Forbidden"},
        Row{404, "Not Found"},
        Row{405, "Method Not Allowed"},
        Row{406, "Not Acceptable"},
        Row{408, "Request Timeout"},
        Row{409, "Conflict"},
        Row{410, "Gone"},
        Row{412, "Precondition Failed"},
        Row{413, "Content Too Large"},
        Row{415, "Unsupported Media Type"},
        Row{422, "Unprocessable Content"},
        Row{428, "Precondition Required"},
        Row{429, "Too Many Requests"},
        Row{431, "Request Header Fields Too Large"},
        Row{500, "Internal Server Error"},
        Row{501, "Not Implemented"},
        Row{503, "Service Unavailable"},
        Row{507, "Insufficient Storage"},
    };
    const auto found =
        std::find_if(rows.begin(), rows.end(), [status](const Row& row) { return row.status == status; });
    return found == rows.end() ? "Status" : found->reason;
}

bool is_ours(std::string_view name) {
    static constexpr std::array<std::string_view, 6> ours{
        "content-length", "transfer-encoding", "connection", "content-type", "server", "date"};
    return std::any_of(ours.begin(), ours.end(), [name](std::string_view each) { return is_same_token(name, each); });
}

// A line end in a value would let whoever chose it write headers.
void append_one_line(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    out += text;
    if (text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos) return;
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(start);
    std::replace_if(
        begin, out.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    append_one_line(out, name);
    out += ": ";
    append_one_line(out, value);
    out += "\r\n";
}

void append_two(std::string& out, int number) {
    out += static_cast<char>('0' + number / 10 % 10);
    out += static_cast<char>('0' + number % 10);
}

}  // namespace

Outgoing::Outgoing(std::string head, std::shared_ptr<const std::string> body) : head_{std::move(head)} {
    if (!body) return;
    if (body->size() <= largest_copied) {
        head_ += *body;
    } else {
        body_ = std::move(body);
    }
}

std::string_view Outgoing::first() const { return std::string_view{head_}.substr(std::min(sent_, head_.size())); }

std::string_view Outgoing::second() const {
    if (!body_) return {};
    return std::string_view{*body_}.substr(sent_ > head_.size() ? sent_ - head_.size() : 0);
}

Outgoing outgoing(const Response& response, const Frame& frame) {
    const bool has_body = response.status >= 200 && response.status != 204 && response.status != 304;
    std::string head;
    head.reserve(256 + response.headers.size() * 64 + (response.body && has_body ? largest_copied / 16 : 0));
    head += "HTTP/1.1 ";
    head += std::to_string(response.status);
    head += ' ';
    head += reason(response.status);
    head += "\r\nServer: tiaojie\r\nDate: ";
    head += frame.date;
    head += "\r\n";
    if (!response.content_type.empty() && has_body) append_field(head, "Content-Type", response.content_type);
    if (has_body && !response.stream) {
        head += "Content-Length: ";
        head += std::to_string(response.body ? response.body->size() : 0);
        head += "\r\n";
    }
    if (frame.keep_alive == KeepAlive::no || response.stream) head += "Connection: close\r\n";
    if (frame.keep_alive == KeepAlive::said && !response.stream) head += "Connection: keep-alive\r\n";
    for (const Header& each : response.headers) {
        if (!is_ours(each.name)) append_field(head, each.name, each.value);
    }
    head += "\r\n";
    const bool sends_body = has_body && !frame.is_head && !response.stream;
    return Outgoing{std::move(head), sends_body ? response.body : nullptr};
}

std::string http_date(std::int64_t unix_seconds) {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = unix_seconds;
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::string out{days[static_cast<std::size_t>(parts.tm_wday)]};
    out += ", ";
    append_two(out, parts.tm_mday);
    out += ' ';
    out += months[static_cast<std::size_t>(parts.tm_mon)];
    out += ' ';
    out += std::to_string(parts.tm_year + 1900);
    out += ' ';
    append_two(out, parts.tm_hour);
    out += ':';
    append_two(out, parts.tm_min);
    out += ':';
    append_two(out, parts.tm_sec);
    out += " GMT";
    return out;
}

}  // namespace tiaojie::http
