#include "api/http/schemas.hpp"

#include <array>
#include <utility>

#include "api/command_reader.hpp"
#include "api/http/schema_of.hpp"
#include "api/http/term_lists.hpp"
#include "api/views.hpp"

namespace tiaojie::http {
namespace {

struct Shape {
    std::string_view name;
    std::string_view help;    // in Chinese
    std::string_view fields;  // see schema_text.hpp
};

// ---- what is sent ----

constexpr std::array bodies{
    Shape{"SignIn", "登录；code为动态验证码，也可留待第二步", "account:text password:text code?:text"},
    Shape{"PasswordChange", "现在的口令和新口令", "old:text new:text"},
    Shape{"Code", "六位动态验证码，或一个恢复码", "code:text"},
    Shape{"Reveal", "查看的理由，记入审计日志", "reason:text"},
    Shape{"FreezeReport", "统计日默认今天，区划默认账号的范围", "as_of?:date division?:division"},
    Shape{"NewAccount", "mediator：本人是哪位调解员", "account:text role:Role area:division mediator?:id|null"},
    Shape{"AccountRights", "角色、范围和对应的调解员", "role:Role area:division mediator?:id|null"},
    Shape{"SecondFactorRoles", "必须使用第二因素的角色", "roles:[Role]"},
    Shape{"NewToken", "expires：最后一日，至多366天；area：比账号更小的范围",
          "name:text expires:date read_only?:bool area?:division|null"},
    Shape{"NewWebhook", "secret：通用格式的签名密钥，或钉钉的加签密钥；events默认全部",
          "name:text url:text kind:WebhookKind secret?:text|null area?:division|null events?:[WebhookEvent]"},
};

// ---- what is answered ----

constexpr std::string_view case_row =
    "case:id number:text|null status:Status stage:Stage|null level:Level|null type:DisputeType source:Source "
    "division:division org:id registered:date settled:date|null due:date|null state:ClockState|null";
constexpr std::string_view edition_row =
    "edition:text year:int number:int kind:text frozen:time as_of:date cut_off:int division:division";
constexpr std::string_view account_row =
    "account:text role:Role area:division mediator:id|null approved:bool disabled:bool locked:bool must_change:bool "
    "second_factor:bool created:time";
constexpr std::string_view board_counts =
    "scope:int settled:int struck_off:int open:int overdue:int suspended:int extended:int transferred_up:int "
    "reopened:int";

constexpr std::array people_shapes{
    Shape{"Session",
          "当前会话。awaits_code：还须输入验证码；must_change：先改口令；needs_second_factor：先启用第二因素。csrf"
          "放入此后每次改动的X-CSRF-Token",
          "account:text role:Role area:division area_name:text mediator:id|null csrf:text|null must_change:bool "
          "awaits_code:bool needs_second_factor:bool second_factor:bool is_token:bool read_only:bool expires:time"},
    Shape{"SecondFactorSetup", "uri可作成二维码；secret供手工输入", "uri:text secret:text"},
    Shape{"RecoveryCodes", "恢复码，各用一次，只显示这一次", "recovery_codes:[text]"},
    Shape{"Account", "一个账号", account_row},
    Shape{"AccountList", "", "[Account]"},
    Shape{"FirstPassword", "首次口令，只显示这一次，登录后须修改", "account:text first_password:text"},
    Shape{"Token", "一个程序令牌；area为空即账号的范围",
          "token:text name:text read_only:bool area:division|null created:time seen:time|null expires:time"},
    Shape{"TokenList", "", "[Token]"},
    Shape{"MadeToken", "secret放入Authorization: Bearer，只显示这一次",
          "token:text secret:text name:text read_only:bool area:division|null created:time expires:time"},
    Shape{"AuditEntry", "审计日志的一条",
          "position:int at:time actor:text session:text|null peer:text|null action:AuditAction object:text|null "
          "detail:{any} outcome:AuditOutcome"},
    Shape{"AuditPage", "新的在前；next为空即已到末尾", "items:[AuditEntry] next:text|null"},
    Shape{"AuditVerdict", "ok为否时fault说明第一处问题",
          "ok:bool entries:int first:int head:text fault?:AuditFault|null"},
    Shape{"AuditFault", "", "position:int what:text"},
    Shape{"Webhook", "url不含其中的密钥",
          "webhook:text name:text url:text kind:WebhookKind area:division events:[WebhookEvent] active:bool "
          "signed:bool created:time"},
    Shape{"MadeWebhook", "secret：系统生成的签名密钥，只显示这一次；自己给出的不再显示",
          "webhook:text name:text url:text kind:WebhookKind area:division events:[WebhookEvent] active:bool "
          "signed:bool created:time secret:text|null"},
    Shape{"WebhookList", "", "[Webhook]"},
    Shape{"Delivery", "一次外发",
          "delivery:int event:WebhookEvent case:id|null status:DeliveryStatus attempts:int next:time|null "
          "answer:int|null error:text|null created:time sent:time|null"},
    Shape{"DeliveryList", "新的在前", "[Delivery]"},
    Shape{"Feed", "秘密地址，交给日历程序；只显示这一次", "url:text"},
    Shape{"Health", "", "ok:bool version?:text"},
    Shape{"FieldProblem", "", "field:text problem:text"},
    Shape{"Problem", "拒绝的理由：code固定不变，供程序判断；detail供人阅读",
          "type:text title:text status:int code:text detail:text errors?:[FieldProblem]"},
};

constexpr std::array case_shapes{
    Shape{"Outcome", "办成的结果；case和version只有案件的命令才有",
          "case:id|null version:int|null events:[MadeEvent] notice?:id consultation?:id"},
    Shape{"MadeEvent", "记下的一件事，另有该事件自己的各项", ""},
    Shape{"OutcomeItem", "status与单独办理时的状态码相同；办成有outcome，拒绝有problem",
          "id:id|null status:int outcome?:Outcome problem?:Problem"},
    Shape{"OutcomeList", "与送来的次序相同", "[OutcomeItem]"},
    Shape{"CaseRow", "列表中的一个案件；due、state属于最近一个未完成的期限", case_row},
    Shape{"CasePage", "total：符合条件的总数；next：下一页的cursor，空即已到末尾",
          "items:[CaseRow] next:text|null total:int"},
    Shape{"PartyView", "masked：有内容被遮盖",
          "side:Side kind:PartyKind name:text id_number:text|null phone:text|null address:text|null birth:text|null "
          "masked:bool"},
    Shape{"Agreement", "现行协议",
          "form:Form terms:text amount:yuan|null settled:date effective:date obligations:[ObligationView] "
          "applied:date|null confirmed:date|null dismissed:date|null follow_up:date|null"},
    Shape{"ObligationView", "", "what:text due:date amount:yuan|null performed:date|null defaults:[date]"},
    Shape{"Deadline", "一个期限；raw是顺延之前的一日，explanation逐行说明",
          "clock:ClockKind label:text|null start:date due:date raw:date state:ClockState ended:date|null basis:text "
          "provisional:bool explanation:[text]"},
    Shape{"DeadlineList", "", "[Deadline]"},
    Shape{"FiledPaper", "", "kind:PaperKind filed:date note:text|null file:text|null"},
    Shape{"CaseDecision", "",
          "consultation:id item:int held:date decision:text leader:text|null due:date|null done:date|null"},
    Shape{"CaseNotYet", "这一天尚未登记的案件：各项为空",
          "case:id number:null status:null version:null history:[HistoryEntry]"},
    Shape{"History", "依次发生的各件事", "[HistoryEntry]"},
    Shape{"Action", "missing：现在不能办的原因", "do:CommandName name:text allowed:bool missing:[Missing]"},
    Shape{"Missing", "", "code:text message:text"},
    Shape{"ActionList", "", "[Action]"},
    Shape{"TodoItem", "一件待办；why与会商议题同，另有to_accept、due_soon、to_sign、to_reply、decision",
          "why:text text:text case:id|null number:text|null division:division notice?:id|null consultation?:id|null "
          "item?:int|null due:date|null state:ClockState|null"},
    Shape{"Todo", "先到期的在前", "[TodoItem]"},
    Shape{"IdList", "编号", "[id]"},
};

constexpr std::array office_shapes{
    Shape{"Campaign", "",
          "campaign:id name:text division:division from:date until:date months:int|null types:[DisputeType] "
          "include_open:bool closed:date|null days_left:int"},
    Shape{"CampaignList", "", "[Campaign]"},
    Shape{"BoardCounts", "", board_counts},
    Shape{"BoardParts", "各部分的数；全为零的可以没有",
          "division:{BoardCounts} type:{BoardCounts} stage:{BoardCounts}"},
    Shape{"BurnDownDay", "", "date:date open:int"},
    Shape{"ConsultationItemView", "",
          "item:int case:id decision:text leader:text|null due:date|null done:date|null note:text|null"},
    Shape{"Consultation", "",
          "consultation:id division:division held:date present:[text] items:[ConsultationItemView]"},
    Shape{"ConsultationList", "新的在前", "[Consultation]"},
    Shape{"AgendaItem", "",
          "case:id why:[AgendaReason] number:text|null division:division stage:Stage|null due:date|null"},
    Shape{"Agenda", "", "[AgendaItem]"},
    Shape{"Notice", "",
          "notice:id number:text case:id grade:Grade requirement:text issued:date reply_by:date signed:date|null "
          "replied:date|null cancelled:date|null state?:ClockState|null"},
    Shape{"NoticeList", "", "[Notice]"},
    Shape{"Rate", "比率，带分子分母", "numerator:int denominator:int text:text"},
    Shape{"Statistics", "metrics：各指标；by：分项，如by.stage.assigned_mediation.settled",
          "from:date to:date as_of:date cut_off:int division:division metrics:{number|null} rates:{Rate} "
          "by:{{{number}}}"},
    Shape{"Edition", "一版定稿：原报或更正", edition_row},
    Shape{"EditionList", "", "[Edition]"},
    Shape{"Figure", "文中的一个数，和它背后的案件（或组织、人员、会商）",
          "metric:text name:text value:int sentence:text cases:[id]"},
    Shape{"ReportRate", "", "metric:text text:text numerator:int denominator:int sentence:text"},
    Shape{"Report", "按现有数据写成的报告",
          "year:int as_of:date cut_off:int division:division area:text text:text figures:[Figure] rates:[ReportRate] "
          "edition:text|null"},
    Shape{"PolicyInForce", "", "from:date|null id:text version:int"},
    Shape{"FigureChange", "",
          "metric:text name:text before:int|null after:int|null came_in:[ChangeReason] went_out:[ChangeReason]"},
    Shape{"ChangeReason", "", "case:id why:[ChangeEvent]"},
    Shape{"ChangeEvent", "", "position:int at:at recorded:time by:text event:EventName chinese:text"},
    Shape{"RateChange", "", "metric:text before:text|null after:text|null"},
    Shape{"EditionDiff", "原报与更正之间：数字、句子为何变化",
          "before:text after:text as_of:[date] cut_off:[int] figures:[FigureChange] rates:[RateChange] "
          "sentences_removed:[text] sentences_added:[text] template_changed:bool policies_changed:bool "
          "calendar_changed:bool division_changed:bool"},
    Shape{"Organisation", "mediators：在任人数；warning：委员会不足3人或超过9人等",
          "org:id name:text kind:OrganisationKind division:division short:text founded:date dissolved:date|null "
          "mediators:int warning?:text|null"},
    Shape{"OrganisationList", "", "[Organisation]"},
    Shape{"Mediator", "", "mediator:id name:text org:id division:division full_time:bool from:date until:date|null"},
    Shape{"MediatorList", "", "[Mediator]"},
    Shape{"Elder", "", "elder:id name:text division:division from:date until:date|null"},
    Shape{"ElderList", "", "[Elder]"},
    Shape{"DivisionRow", "seats：村民代表应到人数", "division:division name:text level:Level seats?:int|null"},
    Shape{"DivisionList", "", "[DivisionRow]"},
    Shape{"CalendarYear", "provisional：这一年的放假安排尚未装入，只按周末计",
          "year:int provisional:bool days:{CalendarDay}"},
    Shape{"CalendarDay", "", "type:DayType name:text in_lieu:bool|null"},
    Shape{"PolicyVersion", "from为空：建库时的政策", "from:date|null policy:Policy"},
    Shape{"PolicyList", "", "[PolicyVersion]"},
    Shape{"Word", "", "name:text chinese:text"},
    Shape{"Vocabulary", "各组用语", "{[Word]}"},
};

void describe(Json& schema, std::string_view help) {
    if (!help.empty()) put(schema, "description", help);
}

Json schema_of_shape(const Shape& shape) {
    const bool is_type = shape.fields.starts_with('[') || shape.fields.starts_with('{');
    auto out = is_type ? schema_of_type(shape.fields) : schema_of_fields(shape.fields);
    describe(out, shape.help);
    return out;
}

template <std::size_t N>
void put_shapes(Json& all, const std::array<Shape, N>& shapes) {
    for (const auto& shape : shapes) put(all, shape.name, schema_of_shape(shape));
}

// Texts that people send are neither empty nor blank, and nothing may stand beside the fields.
void put_bodies(Json& all) {
    for (const auto& shape : bodies) {
        auto schema = schema_of_shape(shape);
        put(schema, "additionalProperties", false);
        put(all, shape.name, std::move(schema));
    }
}

// ---- what others are made of ----

Json patterned(std::string_view pattern, std::string_view help) {
    auto out = plain_schema("string");
    put(out, "pattern", pattern);
    describe(out, help);
    return out;
}

void put_scalars(Json& all) {
    auto id = plain_schema("string");
    put(id, "minLength", 1);
    put(id, "maxLength", 64);
    describe(id, "编号：1到64个字符，不含空白");
    put(all, "Id", std::move(id));
    auto date = plain_schema("string");
    put(date, "format", "date");
    put(all, "Date", std::move(date));
    auto at = plain_schema("string");
    describe(at, "发生的时间：带时区的RFC 3339时间，或只有日期（YYYY-MM-DD，指整日）");
    put(all, "At", std::move(at));
    put(all, "Division", patterned("^[1-9][0-9]{11}$", "12位行政区划代码"));
    auto yuan = plain_schema("number");
    put(yuan, "minimum", 0);
    describe(yuan, "金额，以元为单位，至多两位小数，精确");
    put(all, "Yuan", std::move(yuan));
}

void put_word_lists(Json& all) {
    for (const auto& list : word_lists()) {
        auto schema = plain_schema("string");
        auto words = json_list();
        std::string help;
        for (const auto& word : list.words) {
            add(words, to_json(word.name));
            (help += help.empty() ? "" : "；").append(word.name).append(" ").append(word.chinese);
        }
        put(schema, "enum", std::move(words));
        describe(schema, help);
        put(all, list.name, std::move(schema));
    }
}

Json constant(std::string_view value) {
    auto out = json_object();
    put(out, "const", value);
    return out;
}

// A choice between schemas that a member's value tells apart.
struct Choice {
    Json one_of = json_list();
    Json mapping = json_object();

    void add_one(std::string_view value, const std::string& schema) {
        add(one_of, schema_ref(schema));
        put(mapping, value, "#/components/schemas/" + schema);
    }
    Json made(std::string_view property, std::string_view help) && {
        auto discriminator = json_object();
        put(discriminator, "propertyName", property);
        put(discriminator, "mapping", std::move(mapping));
        auto out = json_object();
        put(out, "oneOf", std::move(one_of));
        put(out, "discriminator", std::move(discriminator));
        describe(out, help);
        return out;
    }
};

template <class C>
void put_command(Json& all, Choice& choice) {
    auto schema = empty_object_schema();
    put_property(schema, "do", constant(C::do_name), true);
    put_property(schema, "at", schema_ref("At"), false);
    put_property(schema, "by", plain_schema("string"), false);
    put_property(schema, "id", schema_ref("Id"), false);
    put_members<C>(schema, Way::request);
    put(schema, "additionalProperties", false);
    for (const auto& word : find_word_list("CommandName")->words)
        if (word.name == C::do_name) put(schema, "title", word.chinese);
    const auto name = "Command." + std::string{C::do_name};
    choice.add_one(C::do_name, name);
    put(all, name, std::move(schema));
}

template <std::size_t... I>
void put_commands(Json& all, std::index_sequence<I...>) {
    Choice choice;
    (put_command<std::variant_alternative_t<I, Command>>(all, choice), ...);
    put(all, "Command",
        std::move(choice).made("do",
                               "一件要办的事。at默认为现在；by不论写什么，记为登录的账号；"
                               "id由客户端自定，重复送来只办一次"));
    put(all, "CommandList", list_schema(schema_ref("Command")));
}

void put_event_envelope(Json& schema, std::string_view event) {
    put_property(schema, "at", schema_ref("At"), true);
    put_property(schema, "recorded", schema_of_type("time"), true);
    put_property(schema, "by", plain_schema("string"), true);
    put_property(schema, "event", constant(event), true);
    put_property(schema, "late", plain_schema("boolean"), true);
}

// What was corrected: only the members that were; null where there was nothing before.
Json corrections_seen() {
    auto schema = empty_object_schema();
    const Corrections nothing{};
    for_each_field(nothing, [&]<class Member>(std::string_view name, const Member&) {
        const bool is_parties = name == "parties";
        put_property(schema, name,
                     is_parties ? schema_of_type("[PartyView]|null") : schema_of<std::remove_cv_t<Member>>(Way::answer),
                     false);
    });
    return schema;
}

template <class E>
void put_event(Json& all, Choice& choice) {
    if (chinese_event(E::event_name) == E::event_name) return;  // of the office: in no case's history
    auto schema = empty_object_schema();
    put_event_envelope(schema, E::event_name);
    if constexpr (std::is_same_v<E, CaseCorrected>) {
        put_property(schema, "case", schema_ref("Id"), true);
        put_property(schema, "set", corrections_seen(), true);
        put_property(schema, "was", corrections_seen(), true);
        put_property(schema, "reason", plain_schema("string"), true);
    } else {
        put_members<E>(schema, Way::answer);
    }
    for (auto& member : schema.members)
        if (member.key == "properties")
            for (auto& property : member.value.members)
                if (property.key == "parties") property.value = schema_of_type("[PartyView]");
    put(schema, "title", chinese_event(E::event_name));
    const auto name = "Event." + std::string{E::event_name};
    choice.add_one(E::event_name, name);
    put(all, name, std::move(schema));
}

template <std::size_t... I>
void put_events(Json& all, std::index_sequence<I...>) {
    Choice choice;
    (put_event<std::variant_alternative_t<I, Event>>(all, choice), ...);
    put(all, "HistoryEntry", std::move(choice).made("event", "发生的一件事；recorded：录入的时间；late：补录"));
}

void put_wholes(Json& all) {
    const std::string row{case_row};
    put(all, "CaseInFull",
        schema_of_fields(row +
                         " version:int summary:text amount:yuan|null people:int|null major:bool parties:[PartyView] "
                         "accepted:date|null mediators:[id] official:text|null plan:text|null "
                         "agreement:Agreement|null reopened:int struck_off:date|null archived:date|null "
                         "merged_into:id|null history:[HistoryEntry] papers:[FiledPaper] deadlines:[Deadline] "
                         "campaigns:[id] notices:[Notice] decisions:[CaseDecision]"));
    put(all, "Case", schema_of_type("CaseInFull|CaseNotYet"));
    put(all, "Board",
        schema_of_fields("campaign:id name:text division:division from:date until:date as_of:date days_left:int " +
                         std::string{board_counts} + " by:BoardParts burn_down:[BurnDownDay]"));
    put(all, "FrozenReport",
        schema_of_fields(std::string{edition_row} +
                         " area:text journal_hash:text policies:[PolicyInForce] calendar_version:int program:text "
                         "text:text markdown:text sentences:[text] figures:[Figure] rates:[ReportRate] "
                         "template_digest:text template:text"));
    put(all, "Policy", schema_of<Policy>(Way::answer));
}

}  // namespace

Json component_schemas() {
    auto all = json_object();
    put_scalars(all);
    put_word_lists(all);
    put_bodies(all);
    put_commands(all, std::make_index_sequence<std::variant_size_v<Command>>{});
    put_shapes(all, people_shapes);
    put_shapes(all, case_shapes);
    put_shapes(all, office_shapes);
    put_wholes(all);
    put_events(all, std::make_index_sequence<std::variant_size_v<Event>>{});
    return all;
}

}  // namespace tiaojie::http
