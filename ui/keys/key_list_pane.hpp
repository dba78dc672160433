#pragma once
// The left of the Keys page: filter, type and TTL chips, namespaces with "Expires within" below, the list, its status
// line.

#include "ui/keys/keys_presenter.hpp"

#include <QSettings>
#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;
class QModelIndex;
class QSplitter;

namespace cachedeck::badge {
class Button;
class ElidedLabel;
class Label;
class Pill;
class SegmentedControl;
class StatusDot;
} // namespace cachedeck::badge
namespace cachedeck::table {
class TableView;
class TreeView;
} // namespace cachedeck::table

namespace cachedeck::ui {

class MeterBar;
class TtlHistogram;

class KeyListPane : public QWidget {
    Q_OBJECT

public:
    KeyListPane(KeysPresenter& presenter, QSettings& settings, QWidget* parent = nullptr);
    ~KeyListPane() override;

    void focusFilter();
    void focusList();
    QString filterText() const;
    std::string currentKey() const; // empty: none
    void setPresentation(bool on);  // hides the tree

Q_SIGNALS:
    void keyChosen(const std::string& key); // became the current one
    void keyOpened(const std::string& key); // Return or double click
    void deleteAsked();                     // Delete on the list

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeTree();
    QWidget* makeList();
    QWidget* makeStatus();
    void chooseNamespace(const QModelIndex& index);
    void chooseType(badge::Pill* pill, bool on);
    void showStatus();
    void showSample();
    void keepCurrent();
    void setView(int view);
    void rescale();

    KeysPresenter& m_presenter;
    QSettings& m_settings;
    QTimer m_filterDelay;
    QLineEdit* m_filter = nullptr;
    QAction* m_glass = nullptr;
    QComboBox* m_view = nullptr;
    std::vector<badge::Pill*> m_types;
    badge::SegmentedControl* m_ttl = nullptr;
    QSplitter* m_splitter = nullptr;
    QWidget* m_treePane = nullptr;
    table::TreeView* m_tree = nullptr;
    TtlHistogram* m_histogram = nullptr;
    table::TableView* m_list = nullptr;
    badge::Label* m_count = nullptr;
    badge::ElidedLabel* m_scan = nullptr;
    MeterBar* m_meter = nullptr;
    badge::Button* m_pause = nullptr;
    badge::Button* m_cancel = nullptr;
    badge::Button* m_rescan = nullptr;
    badge::StatusDot* m_live = nullptr;
    std::string m_current;   // the key that stays chosen when the rows change
    bool m_removing = false; // rows are being taken out: the choice moves by itself
    bool m_presentation = false;
};

} // namespace cachedeck::ui
