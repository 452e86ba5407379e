#include "api/service/sender.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <stdexcept>

namespace tiaojie::service {
namespace {

constexpr std::size_t most_header_bytes = 64 * 1024;

using Bytes16 = std::array<std::uint8_t, 16>;

bool is_forbidden_ipv4(const std::uint8_t* a) {
    const bool is_link_local = a[0] == 169 && a[1] == 254;
    const bool is_metadata = a[0] == 100 && a[1] == 100 && a[2] == 100 && a[3] == 200;  // of one large provider
    const bool is_no_machine = a[0] == 0 || a[0] >= 224;                                // none, multicast, broadcast
    return is_link_local || is_metadata || is_no_machine;
}

// The IPv4 address that an IPv6 one stands for: mapped, or translated on the way (64:ff9b::/96).
const std::uint8_t* ipv4_inside(const Bytes16& a) {
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr std::array<std::uint8_t, 12> translated{0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
    for (const auto& prefix : {mapped, translated})
        if (std::equal(prefix.begin(), prefix.end(), a.begin())) return a.data() + prefix.size();
    return nullptr;
}

bool is_forbidden_ipv6(const Bytes16& a) {
    if (const auto* inside = ipv4_inside(a)) return is_forbidden_ipv4(inside);
    constexpr Bytes16 metadata{0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54};  // fd00:ec2::254
    const bool is_link_local = a[0] == 0xFE && (a[1] & 0xC0U) == 0x80U;
    return is_link_local || a[0] == 0xFF || a == metadata || a == Bytes16{};
}

bool is_forbidden(const curl_sockaddr& to) {
    if (to.family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, &to.addr, sizeof address);
        std::array<std::uint8_t, 4> bytes{};
        std::memcpy(bytes.data(), &address.sin_addr, bytes.size());
        return is_forbidden_ipv4(bytes.data());
    }
    if (to.family != AF_INET6) return true;
    // curl_sockaddr ends in a sockaddr, which is shorter than this; what it points to is long enough.
    sockaddr_in6 address{};
    std::memcpy(&address, static_cast<const void*>(&to.addr), std::min<std::size_t>(to.addrlen, sizeof address));
    Bytes16 bytes{};
    std::memcpy(bytes.data(), &address.sin6_addr, bytes.size());
    return is_forbidden_ipv6(bytes);
}

struct Transfer {
    Sent sent{};
    std::string body{};  // what is sent
    std::size_t most_answer_bytes{};
    std::size_t header_bytes{};
    bool was_forbidden{false};
    CURL* handle{nullptr};
    curl_slist* headers{nullptr};

    Transfer() = default;
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer() {
        curl_easy_cleanup(handle);
        curl_slist_free_all(headers);
    }
};

// Asked with the address that is really connected to, so that no name can lead elsewhere meanwhile.
curl_socket_t open_socket(void* of, curlsocktype, curl_sockaddr* to) {
    if (is_forbidden(*to)) {
        static_cast<Transfer*>(of)->was_forbidden = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* of) {
    auto& transfer = *static_cast<Transfer*>(of);
    const auto room = transfer.most_answer_bytes - transfer.sent.body.size();
    transfer.sent.body.append(data, std::min(size, room));
    return std::min(size, room);  // less than came: curl ends it here
}

std::size_t take_header(char*, std::size_t, std::size_t size, void* of) {
    auto& transfer = *static_cast<Transfer*>(of);
    transfer.header_bytes += size;
    return transfer.header_bytes > most_header_bytes ? 0 : size;
}

std::string error_of(CURLcode code, bool was_forbidden) {
    if (was_forbidden) return "该地址不允许作为接收地址";
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return "接收方没有及时答复";
        case CURLE_COULDNT_RESOLVE_HOST:
            return "接收方的域名无法解析";
        case CURLE_COULDNT_CONNECT:
            return "无法连接接收方";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
            return "接收方的TLS证书或连接未通过验证";
        case CURLE_GOT_NOTHING:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_PARTIAL_FILE:
            return "与接收方的连接中断";
        default:
            return "发送失败（curl " + std::to_string(static_cast<int>(code)) + "）";
    }
}

void set_reach(CURL* handle, const SendLimits& limits) {
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    // Whatever proxy the environment names: it would see the addresses with their keys.
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);  // nobody waits for a look-up of a name that was given up
#endif
}

void set_message(Transfer& transfer, const http::WebhookMessage& message) {
    auto* handle = transfer.handle;
    for (const auto& header : message.headers)
        transfer.headers = curl_slist_append(transfer.headers, (header.name + ": " + header.value).c_str());
    transfer.headers = curl_slist_append(transfer.headers, "Expect:");  // one way, no question before
    curl_easy_setopt(handle, CURLOPT_URL, message.url.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, transfer.headers);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "tiaojie");
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, transfer.body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &transfer);
}

}  // namespace

bool is_forbidden_address(std::string_view numeric) {
    const std::string text{numeric};
    std::array<std::uint8_t, 4> v4{};
    if (::inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return is_forbidden_ipv4(v4.data());
    Bytes16 v6{};
    return ::inet_pton(AF_INET6, text.c_str(), v6.data()) == 1 && is_forbidden_ipv6(v6);
}

struct Sender::Inside {
    SendLimits limits{};
    CURLM* multi{nullptr};
    std::map<CURL*, std::unique_ptr<Transfer>> transfers{};

    std::vector<Sent> ended() {
        std::vector<Sent> out;
        int more = 0;
        while (const auto* message = curl_multi_info_read(multi, &more)) {
            if (message->msg != CURLMSG_DONE) continue;
            const auto code = message->data.result;
            auto* handle = message->easy_handle;
            auto& transfer = *transfers.at(handle);
            long status = 0;
            curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
            if (status >= 200) transfer.sent.status = static_cast<unsigned>(status);
            // A long answer is an answer all the same; its end is of no interest.
            const bool was_cut = code == CURLE_WRITE_ERROR && transfer.sent.body.size() >= limits.answer_bytes;
            if (code != CURLE_OK && !was_cut) transfer.sent.error = error_of(code, transfer.was_forbidden);
            out.push_back(std::move(transfer.sent));
            curl_multi_remove_handle(multi, handle);
            transfers.erase(handle);
        }
        return out;
    }
};

Sender::Sender(SendLimits limits) : inside_(std::make_unique<Inside>()) {
    static const auto prepared = curl_global_init(CURL_GLOBAL_DEFAULT);  // once, whichever thread comes first
    inside_->limits = limits;
    inside_->multi = prepared == CURLE_OK ? curl_multi_init() : nullptr;
    if (inside_->multi == nullptr) throw std::runtime_error{"libcurl cannot be used"};
}

Sender::~Sender() {
    for (auto& [handle, transfer] : inside_->transfers) curl_multi_remove_handle(inside_->multi, handle);
    inside_->transfers.clear();
    curl_multi_cleanup(inside_->multi);
}

void Sender::start(std::int64_t number, const http::WebhookMessage& message) {
    auto transfer = std::make_unique<Transfer>();
    transfer->sent.number = number;
    transfer->body = message.body;
    transfer->most_answer_bytes = inside_->limits.answer_bytes;
    transfer->handle = curl_easy_init();
    if (transfer->handle == nullptr) throw std::runtime_error{"libcurl cannot be used"};
    set_reach(transfer->handle, inside_->limits);
    set_message(*transfer, message);
    auto* handle = transfer->handle;
    inside_->transfers.emplace(handle, std::move(transfer));
    if (curl_multi_add_handle(inside_->multi, handle) != CURLM_OK) {
        inside_->transfers.erase(handle);
        throw std::runtime_error{"libcurl cannot be used"};
    }
}

std::size_t Sender::under_way() const { return inside_->transfers.size(); }

std::vector<Sent> Sender::wait(std::chrono::milliseconds at_most) {
    const auto until = std::chrono::steady_clock::now() + at_most;
    int running = 0;
    for (;;) {
        curl_multi_perform(inside_->multi, &running);
        auto out = inside_->ended();
        const auto left = until - std::chrono::steady_clock::now();
        if (!out.empty() || left <= left.zero()) return out;
        int ready = 0;
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        curl_multi_poll(inside_->multi, nullptr, 0, static_cast<int>(milliseconds), &ready);
        if (ready == 0) {  // time is up, or somebody woke it
            curl_multi_perform(inside_->multi, &running);
            return inside_->ended();
        }
    }
}

void Sender::wake() { curl_multi_wakeup(inside_->multi); }

}  // namespace tiaojie::service
