#include "api/http/request_reader.hpp"

// Beast asserts that at least five bytes of a last chunk are there, which is not so when they come one by one; without
// the assertion it waits for the rest as it should.
#define BOOST_DISABLE_ASSERTS
#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>

namespace tiaojie::http {
namespace {

namespace beast = boost::beast;
using Error = beast::error_code;

constexpr std::size_t most_fields = 100;
constexpr std::size_t first_reserve = 64 * 1024;  // of a body: what is announced need not come

Method method_of(beast::http::verb verb) {
    // The other thirty verbs are all answered alike, so the default is meant.
    switch (verb) {
        case beast::http::verb::get:
            return Method::get;
        case beast::http::verb::head:
            return Method::head;
        case beast::http::verb::post:
            return Method::post;
        case beast::http::verb::put:
            return Method::put;
        case beast::http::verb::delete_:
            return Method::delete_;
        case beast::http::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

// "http://host/path" → "/path": proxies may send it so.
std::string_view without_authority(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() < scheme.size() || !is_same_token(target.substr(0, scheme.size()), scheme)) continue;
        const std::size_t begin = target.find_first_of("/?", scheme.size());
        return begin == std::string_view::npos ? "/" : target.substr(begin);
    }
    return target;
}

}  // namespace

class RequestReader::Parser : public beast::http::basic_parser<true> {
public:
    Parser(std::size_t header_bytes, std::size_t body_bytes) : header_bytes_{header_bytes} {
        header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(header_bytes, 1U << 30U)));
        body_limit(body_bytes);
        eager(true);
    }

    Progress read(std::string_view& bytes);

    Request request{};
    std::optional<Refused> refused{};
    bool is_version_1_0{false};
    bool expects_continue{false};

private:
    void refuse(Refused why, Error& error) {
        refused = why;
        error = beast::http::error::bad_value;
    }
    void on_request_impl(beast::http::verb verb, beast::string_view, beast::string_view target, int version,
                         Error& error) override;
    void on_response_impl(int, beast::string_view, int, Error&) override {}
    void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                       Error& error) override;
    void on_header_impl(Error& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) override {
        if (length) request.body.reserve(std::min<std::size_t>(*length, first_reserve));
    }
    std::size_t on_body_impl(beast::string_view bytes, Error&) override {
        has_body_bytes_ = true;
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Error& error) override {
        return on_body_impl(bytes, error);
    }
    void on_finish_impl(Error&) override {}

    friend class RequestReader;
    std::size_t header_bytes_;
    std::size_t header_used_{0};
    std::size_t hosts_{0};
    std::size_t codings_{0};
    bool is_plainly_chunked_{false};
    bool has_header_{false};
    bool has_body_bytes_{false};
};

void RequestReader::Parser::on_request_impl(beast::http::verb verb, beast::string_view, beast::string_view target,
                                            int version, Error& error) {
    is_version_1_0 = version == 10;
    request.method = method_of(verb);
    const std::string_view given = without_authority({target.data(), target.size()});
    const std::size_t mark = std::min(given.find('?'), given.size());
    request.path = given.substr(0, mark);
    request.query = given.substr(std::min(mark + 1, given.size()));
    if (request.path.empty() && mark < given.size()) request.path = "/";
    const bool is_star = request.method == Method::options && request.path == "*";
    if (!is_star && !request.path.starts_with('/')) refuse(Refused::bad_request, error);
    header_used_ = target.size();
}

void RequestReader::Parser::on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                                          Error& error) {
    // What follows a chunked body is counted like the header, and forgotten.
    header_used_ += name.size() + value.size() + 4;
    if (header_used_ > header_bytes_ || request.headers.size() >= most_fields) {
        return refuse(Refused::headers_too_large, error);
    }
    if (has_header_) return;
    if (field == beast::http::field::host) ++hosts_;
    if (field == beast::http::field::transfer_encoding) {
        ++codings_;
        is_plainly_chunked_ = is_same_token({value.data(), value.size()}, "chunked");
    }
    if (field == beast::http::field::expect) {
        expects_continue = is_same_token({value.data(), value.size()}, "100-continue");
    }
    request.headers.push_back({std::string(name), std::string(value)});
}

void RequestReader::Parser::on_header_impl(Error& error) {
    has_header_ = true;
    // A request whose length two programs may see differently is how requests are smuggled past a proxy.
    const bool is_coded_well = codings_ == 0 || (codings_ == 1 && is_plainly_chunked_ && !is_version_1_0);
    const bool is_host_well = hosts_ == 1 || (hosts_ == 0 && is_version_1_0);
    if (!is_coded_well || !is_host_well) refuse(Refused::bad_request, error);
}

RequestReader::Progress RequestReader::Parser::read(std::string_view& bytes) {
    while (!bytes.empty()) {
        Error error;
        const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        bytes.remove_prefix(used);
        if (error == beast::http::error::need_more) break;
        if (error) {
            if (!refused && error == beast::http::error::header_limit) refused = Refused::headers_too_large;
            if (!refused && error == beast::http::error::body_limit) refused = Refused::body_too_large;
            if (!refused) refused = Refused::bad_request;
            return Progress::refused;
        }
        if (is_done()) return Progress::done;
    }
    // Beast does not limit what it leaves: fields in small pieces, the lines between chunks.
    if (bytes.size() + (has_header_ ? 0 : header_used_) > header_bytes_) {
        refused = has_header_ ? Refused::bad_request : Refused::headers_too_large;
        return Progress::refused;
    }
    return Progress::more;
}

RequestReader::RequestReader(std::size_t header_bytes, std::size_t body_bytes)
    : parser_{std::make_unique<Parser>(header_bytes, body_bytes)} {}
RequestReader::~RequestReader() = default;

RequestReader::Progress RequestReader::read(std::string_view& bytes) { return parser_->read(bytes); }
bool RequestReader::is_header_done() const { return parser_->has_header_; }
Refused RequestReader::why() const { return parser_->refused.value_or(Refused::bad_request); }
bool RequestReader::is_keep_alive() const { return parser_->keep_alive(); }
bool RequestReader::is_version_1_0() const { return parser_->is_version_1_0; }
const Request& RequestReader::request() const { return parser_->request; }
Request RequestReader::take() { return std::move(parser_->request); }

bool RequestReader::take_expectation() {
    const bool is_waiting =
        parser_->expects_continue && parser_->has_header_ && !parser_->has_body_bytes_ && !parser_->is_version_1_0;
    if (is_waiting) parser_->expects_continue = false;
    return is_waiting;
}

}  // namespace tiaojie::http
