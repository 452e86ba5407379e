// serve: the HTTP server over one store, until it is told to stop.
#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <memory>
#include <thread>

#include "api/http/server.hpp"
#include "api/service/access_log.hpp"
#include "api/service/service.hpp"
#include "cli/output.hpp"
#include "core/words/webhook.hpp"
#include "storage/access/accounts.hpp"

namespace tiaojie::cli {
namespace {

constexpr auto stop_grace = std::chrono::seconds{10};
constexpr std::uint16_t usual_port = 8080;
constexpr unsigned most_threads = 16;
constexpr rlim_t most_descriptors = 16'384;

struct ServeOptions {
    std::optional<std::string> listen{};
    std::optional<std::string> base_url{};
    std::optional<std::filesystem::path> certificate{};
    std::optional<std::filesystem::path> key{};
    bool is_self_signed{false};
    bool is_behind_proxy{false};
    bool is_quiet{false};
    std::optional<std::int64_t> threads{};
};

struct Address {
    std::string host{};
    std::uint16_t port{};
    bool is_loopback() const { return host.starts_with("127.") || host == "::1" || host == "localhost"; }
};

// Reads 127.0.0.1:8080 or [::1]:8080. A bare :8080 is refused: listening on every address must be written out.
std::optional<Address> address_of(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    Address out;
    out.host = text.substr(0, colon);
    if (out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']')
        out.host = out.host.substr(1, out.host.size() - 2);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, out.port);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    if (out.host == "localhost") out.host = "127.0.0.1";
    return out;
}

std::optional<std::string> fault_of(const ServeOptions& o, const Address& address) {
    const bool has_files = o.certificate || o.key;
    if (o.certificate.has_value() != o.key.has_value()) return "--tls-cert 与 --tls-key 须同时给出";
    if (has_files && o.is_self_signed) return "--tls-self-signed 与 --tls-cert 只能用一个";
    if (!address.is_loopback() && !has_files && !o.is_self_signed && !o.is_behind_proxy)
        return "除本机地址外，须用TLS：--tls-cert 和 --tls-key，或 --tls-self-signed；由代理负责TLS的用 --behind-proxy";
    const auto url = o.base_url ? parse_web_url(*o.base_url) : Result<WebUrl>{WebUrl{}};
    if (!url || o.base_url.value_or("").find('?') != std::string::npos)
        return "--base-url 须是合格的http或https网址，不带问号，如https://tiaojie.example.cn";
    return std::nullopt;
}

// Without slashes at the end, because paths are appended to it.
std::string base_url_of(const ServeOptions& o) {
    auto out = o.base_url.value_or("");
    while (out.ends_with('/')) out.pop_back();
    return out;
}

http::ServerOptions server_options(const ServeOptions& o, const Address& address, const Globals& globals) {
    http::ServerOptions out;
    out.address = address.host;
    out.port = address.port;
    out.threads = o.threads ? static_cast<unsigned>(*o.threads)
                            : std::min(most_threads, std::max(2U, std::thread::hardware_concurrency()));
    out.is_behind_proxy = o.is_behind_proxy;
    if (o.is_behind_proxy) out.limits.connections_per_address = 0;
    if (o.certificate) out.tls = http::TlsFiles{*o.certificate, *o.key};
    if (o.is_self_signed) {
        out.tls = http::TlsFiles{globals.db.string() + ".tls.crt", globals.db.string() + ".tls.key"};
        http::make_self_signed(*out.tls, address.host);
    }
    if (!o.is_quiet) out.on_access = service::log_access;
    return out;
}

// Blocked before any thread is started, so that only the thread that waits for these signals receives them.
sigset_t block_signals() {
    sigset_t out;
    sigemptyset(&out);
    for (const int each : {SIGINT, SIGTERM}) sigaddset(&out, each);
    pthread_sigmask(SIG_BLOCK, &out, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return out;
}

// Raises the limit of open files: the usual 1024 are fewer than the connections the server accepts.
void allow_many_descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = std::max(limit.rlim_cur, std::min<rlim_t>(limit.rlim_max, most_descriptors));
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string server_metrics(const http::Server& server) {
    const auto counts = server.counts();
    const auto line = [](const std::string& name, const std::string& type, std::int64_t n) {
        return "# TYPE " + name + " " + type + "\n" + name + " " + std::to_string(n) + "\n";
    };
    return line("tiaojie_connections", "gauge", counts.connections) +
           line("tiaojie_event_streams", "gauge", counts.streams) +
           line("tiaojie_requests_total", "counter", counts.requests) +
           line("tiaojie_refused_connections_total", "counter", counts.refused);
}

int run_serve(const ServeOptions& o, const Globals& globals) {
    const auto address = address_of(o.listen.value_or("127.0.0.1:" + std::to_string(usual_port)));
    if (!address) return misused(globals, "--listen 须写成“地址:端口”，如127.0.0.1:8080");
    if (const auto fault = fault_of(o, *address)) return misused(globals, *fault);
    const auto signals = block_signals();
    allow_many_descriptors();
    service::ServiceOptions options;
    options.file = globals.db;
    options.base_url = base_url_of(o);
    if (globals.is_day_given) options.clock = service::Clock{globals.today};
    bool has_accounts = false;
    {
        storage::Store store{globals.db};
        has_accounts = !storage::accounts(store).empty();
    }
    try {
        service::Service service{options};
        http::Server server{server_options(o, *address, globals),
                            [&service](http::Request request, http::Answer answer) {
                                service.handle(std::move(request), std::move(answer));
                            }};
        service.more_metrics = [&server] { return server_metrics(server); };
        server.start();
        const auto url = std::string{o.certificate || o.is_self_signed ? "https://" : "http://"} +
                         (address->host.find(':') == std::string::npos ? address->host : "[" + address->host + "]") +
                         ":" + std::to_string(server.port());
        if (!o.is_quiet) service::log_event("started", url);
        say("服务已启动：" + url + "  接口说明：" + url + "/api/v1/docs  停止：Ctrl+C");
        if (!has_accounts) say("还没有账号，先用 tiaojie user add 建立");
        int signal = 0;
        sigwait(&signals, &signal);
        say("正在停止：处理完已收到的请求");
        service.hub().end_all();
        server.stop(std::chrono::duration_cast<std::chrono::milliseconds>(stop_grace));
        service.stop();
        if (!o.is_quiet) service::log_event("stopped");
    } catch (const http::ServerFault& fault) {
        say(fault.sentence);
        return exit_fault;
    }
    return exit_done;
}

}  // namespace

Subcommand serve_command() {
    const auto o = std::make_shared<ServeOptions>();
    Subcommand out;
    out.name = "serve";
    out.summary = "启动HTTP服务";
    out.help =
        "默认只在本机提供服务。在其他地址上须用TLS，或由前面的代理负责TLS（--behind-proxy）。\n\n"
        "访问日志写到标准错误，每行一个JSON对象，不含个人信息。收到SIGTERM或Ctrl+C后，处理完已收到的请求再停止。";
    out.options = {
        text_option("--listen", "ADDRESS:PORT", o->listen, "监听的地址和端口，默认127.0.0.1:8080；端口0由系统分配"),
        text_option("--base-url", "URL", o->base_url, "用户看到的网址，用于外发通知和期限日历里的链接"),
        file_option("--tls-cert", o->certificate, "TLS证书（PEM，含证书链）"),
        file_option("--tls-key", o->key, "TLS私钥（PEM）"),
        flag("--tls-self-signed", o->is_self_signed, "用自签证书，没有时自动生成，存放在数据库文件旁"),
        flag("--behind-proxy", o->is_behind_proxy, "前面有代理负责TLS，信任它给出的来源地址"),
        number_option("--threads", o->threads, 1, most_threads, "处理连接的线程数，默认为处理器数"),
        flag("--quiet", o->is_quiet, "不写访问日志")};
    out.run = [o](const Globals& globals) { return run_serve(*o, globals); };
    return out;
}

}  // namespace tiaojie::cli
