#pragma once
// The value itself, by pages: a table of elements with a viewer below, or for strings the viewer alone. Text, JSON or
// hex.

#include "ui/bridge/keyspace_bridge.hpp"
#include "ui/keys/element_model.hpp"

#include <QWidget>

class QSettings;
class QSplitter;

namespace cachedeck::badge {
class Button;
class ElidedLabel;
class Label;
class SegmentedControl;
} // namespace cachedeck::badge
namespace cachedeck::table {
class TableView;
}

namespace cachedeck::ui {

class CodeView;

class ValueBody : public QWidget {
    Q_OBJECT

public:
    ValueBody(KeyspaceBridge& bridge, QSettings& settings, QWidget* parent = nullptr);

    void open(const std::string& key); // its first page
    void reload();                     // the page again
    void clear();
    const keyspace::ValuePage& page() const { return m_page; }
    QString pageText() const; // the page's value as text, for Copy

Q_SIGNALS:
    void loaded(); // page() is new; its type is None when the key is gone
    void failed(const QString& text);

private:
    enum Look { Pretty, Text, Hex };
    QWidget* makeHead();
    QWidget* makeViewer();
    void read(int pageNumber);
    void take(int pageNumber, const keyspace::ValuePage& page);
    void showPage();
    void showElement();
    void showBytes(const QString& title, const std::string& bytes, std::uint64_t offset, bool whole);
    std::uint64_t pages() const;

    KeyspaceBridge& m_bridge;
    QSettings& m_settings;
    std::string m_key;
    std::uint64_t m_request = 0;        // pages of an earlier key are dropped
    std::vector<std::string> m_cursors; // of the pages seen so far, and of the next one
    int m_wanted = 0;                   // the look that was chosen; a value that is no JSON has no pretty one
    int m_number = 0;                   // of the page, from 0
    keyspace::ValuePage m_page;
    ElementModel m_elements;
    badge::Label* m_title;
    badge::Label* m_pageText;
    badge::Button* m_previous;
    badge::Button* m_next;
    QSplitter* m_splitter;
    table::TableView* m_table;
    QWidget* m_viewer;
    badge::ElidedLabel* m_elementTitle;
    badge::Label* m_elementInfo;
    badge::SegmentedControl* m_look;
    CodeView* m_code;
};

} // namespace cachedeck::ui
