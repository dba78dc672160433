#pragma once
// Who carries the events: the broker's address, its password (kept for this session only), and which operations are
// told.

#include "ui/shell/page.hpp"

class QLineEdit;

namespace cachedeck::badge {
class Button;
class Label;
class SegmentedControl;
} // namespace cachedeck::badge

namespace cachedeck::ui {

class EventStream;

class BrokerBar : public QWidget {
    Q_OBJECT

public:
    BrokerBar(const AppContext& context, EventStream& stream, QWidget* parent = nullptr);
    // The carrier of the last session, without a password where there was one.
    void openRemembered();
    int oneIn() const; // 0: none

Q_SIGNALS:
    void sampleChanged();

private:
    void use();
    void showAddress();

    AppContext m_context;
    EventStream& m_stream;
    QLineEdit* m_address;
    QLineEdit* m_password;
    badge::Button* m_use;
    badge::Label* m_note;
    badge::SegmentedControl* m_sample;
};

} // namespace cachedeck::ui
