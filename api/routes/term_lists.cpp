#include "api/routes/term_lists.hpp"

#include <algorithm>

#include "api/wire/json_writer.hpp"
#include "core/case/command.hpp"
#include "core/case/duty.hpp"
#include "core/case/event.hpp"
#include "core/clocks/agenda.hpp"
#include "core/counting/board.hpp"
#include "core/counting/metrics.hpp"
#include "core/law/calendar.hpp"
#include "core/words/audit.hpp"
#include "core/words/webhook.hpp"

namespace tiaojie::http {
namespace {

template <class E>
WordList terms_of(std::string_view list_name) {
    WordList out{list_name, {}};
    for (const auto& term : Terms<E>::all) out.words.push_back({term.name, term.chinese});
    return out;
}

WordList board_counts() {
    WordList out{"BoardCount", {}};
    for (std::size_t i = 0; i < board_count; ++i) {
        const auto count = static_cast<BoardCount>(i);
        out.words.push_back({name(count), chinese(count)});
    }
    return out;
}

WordList metrics() {
    WordList out{"Metric", {}};
    for (const auto& term : metric_terms()) out.words.push_back({term.key, term.chinese});
    return out;
}

WordList agenda_words() {
    WordList out{"AgendaReason", {}};
    for (const std::string_view reason : {"overdue", "due_this_week", "red_notice", "major", "reopened"})
        out.words.push_back({reason, agenda_chinese(reason)});
    return out;
}

template <std::size_t... I>
void add_event_names(WordList& out, std::index_sequence<I...>) {
    (out.words.push_back(
         {std::variant_alternative_t<I, Event::Kinds>::event_name, event_chinese(Event{std::in_place_index<I>})}),
     ...);
}

WordList event_names() {
    WordList out{"EventName", {}};
    add_event_names(out, std::make_index_sequence<std::variant_size_v<Event::Kinds>>{});
    return out;
}

// The Chinese of every command, as a form or a button has it.
WordList command_names() {
    return {"CommandName",
            {{"organisation.found", "设立调解组织"},
             {"organisation.dissolve", "撤销调解组织"},
             {"mediator.appoint", "聘任调解员"},
             {"mediator.remove", "免去调解员"},
             {"elder.enrol", "乡贤入册"},
             {"elder.retire", "乡贤出册"},
             {"representatives.set", "登记村民代表应到人数"},
             {"screening.record", "登记排查"},
             {"policy.set", "设定期限政策"},
             {"calendar.load", "装入节假日安排"},
             {"campaign.launch", "发起专项行动"},
             {"campaign.close", "结束专项行动"},
             {"consultation.hold", "登记会商"},
             {"consultation.done", "会商事项办结"},
             {"case.register", "登记案件"},
             {"case.accept", "受理"},
             {"case.refuse", "不予受理"},
             {"case.assign", "指派调解员"},
             {"case.session", "登记调解"},
             {"case.hearing", "登记评理会"},
             {"case.review", "登记村民评议"},
             {"case.escalate", "上报"},
             {"case.return", "退回"},
             {"case.settle", "达成协议"},
             {"case.perform", "登记履行"},
             {"case.default", "登记违约"},
             {"case.confirm", "司法确认"},
             {"case.follow_up", "回访"},
             {"case.reopen", "反弹重调"},
             {"case.terminate", "终止调解"},
             {"case.withdraw", "撤回"},
             {"case.suspend", "中止"},
             {"case.resume", "恢复"},
             {"case.extend", "延长期限"},
             {"case.correct", "更正"},
             {"case.merge", "并案"},
             {"case.paper", "材料入卷"},
             {"case.strike_off", "销号"},
             {"case.archive", "归档"},
             {"supervision.issue", "发出督办"},
             {"supervision.sign", "签收督办"},
             {"supervision.reply", "回复督办"},
             {"supervision.cancel", "撤销督办"}}};
}

std::vector<WordList> all_lists() {
    return {terms_of<Stage>("Stage"),
            terms_of<Level>("Level"),
            terms_of<Status>("Status"),
            terms_of<DisputeType>("DisputeType"),
            terms_of<Source>("Source"),
            terms_of<OrganisationKind>("OrganisationKind"),
            terms_of<Side>("Side"),
            terms_of<PartyKind>("PartyKind"),
            terms_of<Form>("Form"),
            terms_of<tiaojie::Route>("Route"),
            terms_of<PaperKind>("PaperKind"),
            terms_of<ConfirmationStep>("ConfirmationStep"),
            terms_of<FollowUpResult>("FollowUpResult"),
            terms_of<Grade>("Grade"),
            terms_of<ClockKind>("ClockKind"),
            terms_of<ClockState>("ClockState"),
            terms_of<Duty>("Duty"),
            terms_of<Role>("Role"),
            terms_of<DayType>("DayType"),
            terms_of<AuditAction>("AuditAction"),
            terms_of<AuditOutcome>("AuditOutcome"),
            terms_of<WebhookKind>("WebhookKind"),
            terms_of<WebhookEvent>("WebhookEvent"),
            terms_of<DeliveryStatus>("DeliveryStatus"),
            command_names(),
            board_counts(),
            metrics(),
            agenda_words(),
            event_names(),
            {"Split",
             {{"stage", "调解层级"},
              {"level", "责任层级"},
              {"type", "纠纷类型"},
              {"source", "来源"},
              {"division", "区划"},
              {"org", "调解组织"},
              {"form", "协议形式"},
              {"month", "登记月份"}}},
            {"CaseSort", {{"newest", "新登记的在前"}, {"oldest", "先登记的在前"}}},
            {"LedgerFormat", {{"csv", "CSV"}, {"xlsx", "Excel"}}},
            {"ReportFormat",
             {{"json", "JSON"}, {"text", "纯文本"}, {"markdown", "Markdown"}, {"docx", "Word文档"}, {"pdf", "PDF"}}}};
}

}  // namespace

const std::vector<WordList>& word_lists() {
    static const auto lists = all_lists();
    return lists;
}

const WordList* find_word_list(std::string_view name) {
    const auto& lists = word_lists();
    const auto found = std::find_if(lists.begin(), lists.end(), [&](const auto& list) { return list.name == name; });
    return found == lists.end() ? nullptr : &*found;
}

Json vocabulary_view() {
    auto out = json_object();
    for (const auto& list : word_lists()) {
        auto words = json_list();
        for (const auto& word : list.words) {
            auto each = json_object();
            put(each, "name", word.name);
            put(each, "chinese", word.chinese);
            add(words, std::move(each));
        }
        put(out, list.name, std::move(words));
    }
    return out;
}

}  // namespace tiaojie::http
