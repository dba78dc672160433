#include "ui/start/workload_panel.hpp"

#include "backend/stores/store.hpp"
#include "ui/bridge/backend_text.hpp"
#include "ui/start/probe_findings.hpp"
#include "widgets/badge/button.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/space.hpp"

#include <QFileDialog>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace cachedeck::ui {

namespace space = theme::space;

namespace {

constexpr int workloadPanelWidth = 640;
constexpr int linesOfQuery = 4;

QString sqliteUrl(const QString& file)
{
    return QStringLiteral("sqlite:") + QString::fromLatin1(QUrl::toPercentEncoding(file, "/ :"));
}

} // namespace

WorkloadPanel::WorkloadPanel(const AppContext& context, const load::ResourcePaths& resources, QWidget* parent)
    : Card(parent),
      m_context(context),
      m_probe(*context.server, resources),
      m_name(new QLineEdit),
      m_store(new QLineEdit),
      m_password(new QLineEdit),
      m_query(new QPlainTextEdit),
      m_values(new QWidget),
      m_valueRows(new QFormLayout(m_values)),
      m_key(new QLineEdit),
      m_ttl(new QSpinBox),
      m_note(new badge::Label({}, theme::Role::Body, theme::Token::TextSecondary)),
      m_findings(new ProbeFindings),
      m_startCache(new badge::Button(tr("Start the demo's servers and try again"), {}, theme::ButtonKind::Link,
                                     theme::ButtonSize::Small)),
      m_try(new badge::Button(tr("Try once"), {}, theme::ButtonKind::Primary)),
      m_save(new badge::Button(tr("Save…"))),
      m_run(new badge::Button(tr("Run")))
{
    setObjectName(QStringLiteral("workloadPanel"));
    setAccessibleName(tr("Your own workload"));
    setFixedWidth(workloadPanelWidth);
    m_note->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("workloadNote"));
    m_startCache->setObjectName(QStringLiteral("workloadStartCache"));
    auto* explanation = new badge::Label(tr("A read that asks one query. It is tried once; then it is a scenario like "
                                            "any other, in a file of yours."),
                                         theme::Role::Body, theme::Token::TextSecondary);
    explanation->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::group);
    column->setSpacing(12);
    column->addWidget(new badge::Label(tr("Your own workload"), theme::Role::Title));
    column->addWidget(explanation);
    column->addLayout(buildForm());
    column->addWidget(m_note);
    column->addWidget(m_findings);
    column->addWidget(m_startCache, 0, Qt::AlignLeading);
    column->addWidget(buildButtons());
    connectParts();
    showPassword();
    queryChanged();
    edited();
    hide();
}

QWidget* WorkloadPanel::buildStoreRow()
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::control);
    auto* file = new badge::Button(tr("File…"), {}, theme::ButtonKind::Normal, theme::ButtonSize::Small);
    file->setAccessibleName(tr("Choose an SQLite file"));
    line->addWidget(m_store, 1);
    line->addWidget(file);
    connect(file, &QAbstractButton::clicked, this, &WorkloadPanel::chooseFile);
    return row;
}

QFormLayout* WorkloadPanel::buildForm()
{
    m_name->setObjectName(QStringLiteral("workloadName"));
    m_name->setPlaceholderText(QStringLiteral("orders"));
    m_store->setObjectName(QStringLiteral("workloadStore"));
    m_store->setPlaceholderText(QStringLiteral("sqlite:/data/shop.db, postgresql://user@host/shop"));
    m_password->setObjectName(QStringLiteral("workloadPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept for this session only"));
    m_query->setObjectName(QStringLiteral("workloadQuery"));
    m_query->setPlaceholderText(QStringLiteral("SELECT * FROM orders WHERE id = :id"));
    m_query->setTabChangesFocus(true);
    QFont mono(QString::fromLatin1(theme::monoFamily));
    mono.setPixelSize(12);
    m_query->setFont(mono);
    m_query->setFixedHeight(linesOfQuery * QFontMetrics(mono).lineSpacing() + 2 * space::control);
    m_valueRows->setContentsMargins(0, 0, 0, 0);
    m_valueRows->setSpacing(space::control);
    m_valueRows->setLabelAlignment(Qt::AlignLeading);
    m_key->setObjectName(QStringLiteral("workloadKey"));
    m_ttl->setObjectName(QStringLiteral("workloadTtl"));
    m_ttl->setRange(1, 315'360'000);
    m_ttl->setValue(300);
    m_ttl->setSuffix(tr(" s"));
    m_ttl->setFixedWidth(120);

    auto* form = new QFormLayout;
    form->setObjectName(QStringLiteral("workloadForm"));
    form->setSpacing(space::control);
    form->setLabelAlignment(Qt::AlignLeading);
    const auto add = [form](const QString& text, QWidget* row, QWidget* field) {
        field->setAccessibleName(text);
        form->addRow(new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary), row);
    };
    add(tr("Name"), m_name, m_name);
    add(tr("Primary store"), buildStoreRow(), m_store);
    add(tr("Password"), m_password, m_password);
    add(tr("Query"), m_query, m_query);
    add(tr("Values"), m_values, m_values);
    add(tr("Key"), m_key, m_key);
    add(tr("TTL"), m_ttl, m_ttl);
    return form;
}

QWidget* WorkloadPanel::buildButtons()
{
    m_try->setObjectName(QStringLiteral("workloadTry"));
    m_save->setObjectName(QStringLiteral("workloadSave"));
    m_run->setObjectName(QStringLiteral("workloadRun"));
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::control);
    auto* close = new badge::Button(tr("Close"));
    row->addWidget(close);
    row->addStretch(1);
    row->addWidget(m_try);
    row->addWidget(m_save);
    row->addWidget(m_run);
    connect(close, &QAbstractButton::clicked, this, &QWidget::hide);
    return buttons;
}

void WorkloadPanel::connectParts()
{
    connect(m_try, &QAbstractButton::clicked, this, &WorkloadPanel::tryOnce);
    connect(m_save, &QAbstractButton::clicked, this, &WorkloadPanel::saveAs);
    connect(m_run, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT runRequested(m_savedFile);
    });
    connect(m_startCache, &QAbstractButton::clicked, this, &WorkloadPanel::startCache);
    connect(m_query, &QPlainTextEdit::textChanged, this, &WorkloadPanel::queryChanged);
    connect(m_key, &QLineEdit::textEdited, this, [this] { m_keyChosen = !m_key->text().isEmpty(); });
    connect(m_store, &QLineEdit::textChanged, this, &WorkloadPanel::showPassword);
    for (auto* field : {m_name, m_store, m_password, m_key}) {
        connect(field, &QLineEdit::textChanged, this, &WorkloadPanel::edited);
        connect(field, &QLineEdit::returnPressed, this, &WorkloadPanel::tryOnce);
    }
    connect(m_name, &QLineEdit::textChanged, this, &WorkloadPanel::suggestKey);
    connect(m_ttl, &QSpinBox::valueChanged, this, &WorkloadPanel::edited);
    connect(&m_probe, &WorkloadProbe::tried, this, &WorkloadPanel::tried);
    connect(&m_probe, &WorkloadProbe::saved, this, &WorkloadPanel::saved);
    connect(&m_probe, &WorkloadProbe::refused, this, &WorkloadPanel::refused);
    connect(m_context.server, &ServerSession::stateChanged, this, [this](ServerSession::State state) {
        if (state == ServerSession::State::Connected && std::exchange(m_tryWhenConnected, false))
            tryOnce();
    });
}

void WorkloadPanel::open()
{
    show();
    adjustSize();
    raise();
    m_name->setFocus();
}

// The parameters that the query names have a row each; what was typed for one stays while the query changes.
void WorkloadPanel::queryChanged()
{
    QStringList names;
    for (const auto& name : probe::parametersOf(m_query->toPlainText().toStdString()))
        names << QString::fromStdString(name);
    edited();
    if (names == m_parameters && m_valueRows->rowCount() > 0)
        return;
    m_parameters = names;
    while (m_valueRows->rowCount() > 0)
        m_valueRows->removeRow(0);
    if (names.isEmpty())
        m_valueRows->addRow(new badge::Label(tr("Write a parameter as :name, and its values are asked for here."),
                                             theme::Role::Body, theme::Token::TextMuted));
    for (const auto& name : names) {
        auto* field = new QLineEdit(m_given.value(name));
        field->setObjectName(QStringLiteral("workloadValues-") + name);
        field->setAccessibleName(tr("Values of %1").arg(name));
        field->setPlaceholderText(tr("1..1000, or red, green, or SELECT id FROM orders"));
        connect(field, &QLineEdit::textChanged, this, [this, name](const QString& text) {
            m_given[name] = text;
            edited();
        });
        connect(field, &QLineEdit::returnPressed, this, &WorkloadPanel::tryOnce);
        m_valueRows->addRow(new badge::Label(QLatin1Char(':') + name, theme::Role::Mono, theme::Token::TextSecondary),
                            field);
    }
    suggestKey();
    adjustSize();
}

void WorkloadPanel::suggestKey()
{
    std::vector<std::string> names;
    for (const auto& name : m_parameters)
        names.push_back(name.toStdString());
    const auto key = QString::fromStdString(probe::suggestedKey(m_name->text().toStdString(), names));
    m_key->setPlaceholderText(key);
    if (!m_keyChosen)
        m_key->setText(m_name->text().isEmpty() ? QString() : key);
}

// A file has none. What was typed for one store is not for the next.
void WorkloadPanel::showPassword()
{
    const auto kind = stores::kindOf(m_store->text().trimmed().toStdString());
    const bool hasOne = !kind.empty() && kind != "sqlite";
    m_password->clear();
    m_password->setVisible(hasOne);
    findChild<QFormLayout*>(QStringLiteral("workloadForm"))->labelForField(m_password)->setVisible(hasOne);
}

// What was tried is no longer what stands here.
void WorkloadPanel::edited()
{
    m_changed = true;
    m_note->hide();
    m_findings->hide();
    m_startCache->hide();
    m_save->setEnabled(false);
    m_run->setEnabled(false);
    m_try->setEnabled(!m_probe.isBusy());
    adjustSize();
}

probe::Draft WorkloadPanel::draft() const
{
    probe::Draft draft;
    draft.name = m_name->text().toStdString();
    draft.store = m_store->text().trimmed().toStdString();
    draft.password = runtime::Secret(m_password->text().toStdString());
    draft.query = m_query->toPlainText().toStdString();
    for (const auto& name : m_parameters)
        draft.parameters.push_back({name.toStdString(), m_given.value(name).toStdString()});
    draft.key = m_key->text().toStdString();
    draft.ttl = m_ttl->value();
    return draft;
}

void WorkloadPanel::tryOnce()
{
    if (m_probe.isBusy())
        return;
    edited();
    m_changed = false;
    m_try->setEnabled(false);
    m_note->setToken(theme::Token::TextSecondary);
    m_note->setText(tr("Asking the store…"));
    m_note->show();
    adjustSize();
    m_probe.tryOnce(draft());
}

void WorkloadPanel::tried()
{
    if (m_changed)
        return edited();
    const auto findings = m_probe.findings();
    const bool cacheAsked = findings->cacheRead || !findings->cacheNote.empty();
    m_try->setEnabled(true);
    m_save->setEnabled(true);
    if (const auto tried = draft(); !tried.password.empty()) // its run opens the store anew
        Q_EMIT passwordProved(QString::fromStdString(tried.store), tried.password);
    m_note->setText(tr("One read of each side: a look, not a measurement."));
    m_findings->show(*findings, cacheAsked);
    m_startCache->setVisible(!cacheAsked);
    adjustSize();
}

void WorkloadPanel::refused(probe::Part part, const QString& text)
{
    m_try->setEnabled(true);
    m_save->setEnabled(m_probe.findings() != nullptr);
    m_note->setToken(theme::Token::StateDown);
    m_note->setText(backendText(text));
    m_note->show();
    if (auto* field = fieldOf(part))
        field->setFocus();
    adjustSize();
}

QWidget* WorkloadPanel::fieldOf(probe::Part part) const
{
    switch (part) {
    case probe::Part::Name:
        return m_name;
    case probe::Part::Store:
        return m_store;
    case probe::Part::Query:
        return m_query;
    case probe::Part::Parameters: {
        const auto fields = m_values->findChildren<QLineEdit*>();
        return fields.isEmpty() ? m_query : static_cast<QWidget*>(fields.front());
    }
    case probe::Part::Key:
        return m_key;
    case probe::Part::Ttl:
        return m_ttl;
    case probe::Part::File:
        return nullptr;
    }
    return nullptr;
}

void WorkloadPanel::saveAs()
{
    auto* dialog = new QFileDialog(this, tr("Save the scenario"), m_name->text() + QStringLiteral(".json"),
                                   tr("Scenarios (*.json)"));
    dialog->setObjectName(QStringLiteral("workloadDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(m_name->text() + QStringLiteral(".json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_save->setEnabled(false);
        m_probe.save(file);
    });
    dialog->open();
}

void WorkloadPanel::saved(const QString& file)
{
    m_savedFile = file;
    m_save->setEnabled(true);
    m_run->setEnabled(true);
    m_note->setToken(theme::Token::TextSecondary);
    m_note->setText(tr("Saved as %1; its workload lies beside it.").arg(file));
    adjustSize();
}

void WorkloadPanel::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Choose an SQLite file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { m_store->setText(sqliteUrl(file)); });
    dialog->open();
}

void WorkloadPanel::startCache()
{
    m_tryWhenConnected = true;
    m_startCache->hide();
    m_note->setText(tr("Starting the demo's servers…"));
    adjustSize();
    m_context.server->startDemo();
}

void WorkloadPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        Card::keyPressEvent(event);
}

} // namespace cachedeck::ui
