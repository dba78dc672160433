#pragma once
// The form that makes a workload of one's own: a store, one query with parameters, a key. It is tried once, shows what
// would be kept and what both sides took, and becomes files like the shipped ones. Not modal.

#include "ui/bridge/workload_probe.hpp"
#include "ui/shell/page.hpp"
#include "widgets/badge/card.hpp"

#include <QHash>

class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace cachedeck::badge {
class Button;
class Label;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class ProbeFindings;

class WorkloadPanel : public badge::Card {
    Q_OBJECT

public:
    WorkloadPanel(const AppContext& context, const load::ResourcePaths& resources, QWidget* parent);
    void open();

Q_SIGNALS:
    void runRequested(const QString& scenarioFile);
    // The store was entered with it.
    void passwordProved(const QString& storeUrl, const cachedeck::runtime::Secret& password);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildStoreRow();
    QFormLayout* buildForm();
    QWidget* buildButtons();
    void connectParts();
    void queryChanged();
    void suggestKey();
    void showPassword();
    void edited();
    probe::Draft draft() const;
    void tryOnce();
    void tried();
    void refused(probe::Part part, const QString& text);
    void saveAs();
    void saved(const QString& file);
    void chooseFile();
    void startCache();
    QWidget* fieldOf(probe::Part part) const;

    AppContext m_context;
    WorkloadProbe m_probe;
    QLineEdit* m_name;
    QLineEdit* m_store;
    QLineEdit* m_password;
    QPlainTextEdit* m_query;
    QWidget* m_values; // a row for each parameter
    QFormLayout* m_valueRows;
    QLineEdit* m_key;
    QSpinBox* m_ttl;
    badge::Label* m_note;
    ProbeFindings* m_findings;
    badge::Button* m_startCache;
    badge::Button* m_try;
    badge::Button* m_save;
    badge::Button* m_run;
    QStringList m_parameters;
    QHash<QString, QString> m_given; // by parameter: what was typed, also for names that come and go while typing
    bool m_keyChosen = false;        // typed, not suggested
    bool m_changed = false;          // since it was tried
    bool m_tryWhenConnected = false;
    QString m_savedFile;
};

} // namespace cachedeck::ui
