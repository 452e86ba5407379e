#include "api/http/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace tiaojie::http {
namespace {

constexpr std::size_t smallest = 1024;

// One deflate state a thread: it takes 260 KB, too much to make for each answer.
class Deflater {
public:
    Deflater() { is_ready_ = deflateInit2(&stream_, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK; }
    ~Deflater() {
        if (is_ready_) deflateEnd(&stream_);
    }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string run(std::string_view bytes) {
        if (!is_ready_ || deflateReset(&stream_) != Z_OK) return {};
        if (bytes.size() > std::numeric_limits<uInt>::max() / 2) return {};
        std::string out(deflateBound(&stream_, static_cast<uLong>(bytes.size())), '\0');
        // zlib reads only, but its interface of old has no const.
        stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) return {};
        out.resize(out.size() - stream_.avail_out);
        out.shrink_to_fit();
        return out;
    }

private:
    z_stream stream_{};
    bool is_ready_{false};
};

bool is_text(std::string_view content_type) {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
           type == "application/javascript";
}

Header* find(Response& response, std::string_view name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                    [name](const Header& each) { return is_same_token(each.name, name); });
    return found == response.headers.end() ? nullptr : &*found;
}

void add_vary(Response& response) {
    if (Header* vary = find(response, "Vary")) {
        vary->value += ", Accept-Encoding";
    } else {
        response.headers.push_back({"Vary", "Accept-Encoding"});
    }
}

// "gzip;q=0" → true
bool has_no_weight(std::string_view parameters) {
    std::string plain;
    for (const char c : parameters) {
        if (c != ' ' && c != '\t') plain += c;
    }
    const std::size_t at = plain.find(";q=0");
    return at != std::string::npos && plain.find_first_of("123456789", at + 4) == std::string::npos;
}

}  // namespace

std::string gzip(std::string_view bytes) {
    thread_local Deflater deflater;
    return deflater.run(bytes);
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
        const std::string_view each = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
        const std::size_t begin = std::min(each.find_first_not_of(" \t"), each.size());
        const std::size_t end = std::min(each.find_first_of(" \t;", begin), each.size());
        if (is_same_token(each.substr(begin, end - begin), coding)) return !has_no_weight(each.substr(end));
    }
    return false;
}

void compress(Response& response, bool is_accepted, std::size_t largest) {
    if (response.stream || !response.body || response.body->size() <= smallest) return;
    if (!is_text(response.content_type) || find(response, "Content-Encoding")) return;
    add_vary(response);
    if (!is_accepted || response.body->size() > largest) return;
    std::string packed = gzip(*response.body);
    if (packed.empty() || packed.size() >= response.body->size()) return;
    response.body = std::make_shared<const std::string>(std::move(packed));
    response.headers.push_back({"Content-Encoding", "gzip"});
    Header* tag = find(response, "ETag");
    if (tag && !tag->value.starts_with("W/")) tag->value.insert(0, "W/");
}

}  // namespace tiaojie::http
