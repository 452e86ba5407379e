// Which route a request means, and who may use it at all.
#include <algorithm>
#include <array>

#include "api/routes/route.hpp"

namespace tiaojie::http {
namespace {

constexpr std::size_t longest_path = 2048;
constexpr std::size_t most_segments = 8;  // more than any route has

struct Segments {
    std::array<std::string_view, most_segments> all{};
    std::size_t count{};
};

// The parts between the slashes; nothing when there are too many or one of them is empty. "/" has none.
std::optional<Segments> segments_of(std::string_view path) {
    if (path.empty() || path.front() != '/' || path.size() > longest_path) return std::nullopt;
    Segments out;
    path.remove_prefix(1);
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end == 0 || end + 1 == path.size() || out.count == most_segments) return std::nullopt;
        out.all[out.count++] = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

bool is_placeholder(std::string_view segment) { return segment.front() == '{'; }

struct Pattern {
    const Route* route{};
    Segments segments{};
};

const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> out;
        for (const auto& route : routes()) out.push_back({&route, segments_of(route.path).value_or(Segments{})});
        return out;
    }();
    return all;
}

bool fits(const Segments& pattern, const Segments& given) {
    if (pattern.count != given.count) return false;
    for (std::size_t i = 0; i < given.count; ++i)
        if (!is_placeholder(pattern.all[i]) && pattern.all[i] != given.all[i]) return false;
    return true;
}

// Words stand before placeholders, the first difference counts: "/cases/export" is no case.
bool is_nearer(const Segments& a, const Segments& b) {
    for (std::size_t i = 0; i < a.count; ++i)
        if (is_placeholder(a.all[i]) != is_placeholder(b.all[i])) return !is_placeholder(a.all[i]);
    return false;
}

bool answers(const Route& route, Method method) {
    return route.method == method || (method == Method::head && route.method == Method::get);
}

std::string allowed_at(std::string_view path) {
    std::string out;
    for (const auto& route : routes()) {
        if (route.path != path) continue;
        (out += out.empty() ? "" : ", ") += name(route.method);
        if (route.method == Method::get) (out += ", ") += name(Method::head);
    }
    return out;
}

// What a decoded value could still do as part of a path: nothing of it may get through to a handler.
bool is_path_trick(std::string_view value) {
    return value == "." || value == ".." || value.find_first_of("/\\") != std::string_view::npos ||
           std::any_of(value.begin(), value.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::optional<PathValues> values_of(const Segments& pattern, const Segments& given) {
    PathValues out;
    for (std::size_t i = 0; i < given.count; ++i) {
        const auto segment = pattern.all[i];
        if (!is_placeholder(segment)) continue;
        auto value = percent_decoded(given.all[i], false);
        if (!value || value->empty() || is_path_trick(*value)) return std::nullopt;
        out.emplace(std::string{segment.substr(1, segment.size() - 2)}, *std::move(value));
    }
    return out;
}

}  // namespace

std::variant<Matched, Unmatched> match(Method method, std::string_view path) {
    const auto given = segments_of(path);
    if (!given) return Unmatched{NoRoute::bad_path, {}};
    for (std::size_t i = 0; i < given->count; ++i)
        if (given->all[i] == "." || given->all[i] == "..") return Unmatched{NoRoute::bad_path, {}};
    const Pattern* nearest = nullptr;
    for (const auto& pattern : patterns()) {
        if (!fits(pattern.segments, *given)) continue;
        const bool is_better = nearest == nullptr || is_nearer(pattern.segments, nearest->segments);
        const bool is_other_method =
            nearest != nullptr && nearest->route->path == pattern.route->path && answers(*pattern.route, method);
        if (is_better || is_other_method) nearest = &pattern;
    }
    if (nearest == nullptr) return Unmatched{NoRoute::not_found, {}};
    auto values = values_of(nearest->segments, *given);
    if (!values) return Unmatched{NoRoute::bad_path, {}};
    if (!answers(*nearest->route, method))
        return Unmatched{NoRoute::method_not_allowed, allowed_at(nearest->route->path)};
    return Matched{nearest->route, *std::move(values)};
}

bool may_use(Who who, Role role) {
    switch (who) {
        case Who::anyone:
        case Who::signed_in:
        case Who::any_role:
            return true;
        case Who::case_readers:
            return role == Role::mediator || role == Role::village_lead || role == Role::clerk ||
                   role == Role::supervisor;
        case Who::registrars:
            return role == Role::clerk || role == Role::supervisor;
        case Who::system:
            return role == Role::admin;
        case Who::security:
            return role == Role::security;
        case Who::accounts:
            return role == Role::admin || role == Role::security;
        case Who::auditor:
            return role == Role::auditor;
    }
    return false;
}

Response no_route(const Unmatched& unmatched) {
    if (unmatched.why != NoRoute::method_not_allowed) return not_found();
    auto response = problem("method_not_allowed");
    response.headers.push_back({"Allow", unmatched.allow});
    return response;
}

}  // namespace tiaojie::http
