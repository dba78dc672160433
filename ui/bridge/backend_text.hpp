#pragma once
// The backend's sentences in the window's language. The backend knows no language: its reasons, marks and errors are
// plain English, which logs, files and the command line carry as they are. The window shows them through here: a
// sentence is matched with the templates it may have been made from ("hit ratio back at %1 after %2"), and the
// template's translation gets the same arguments. What matches none stays English.
//
// Threads: the GUI thread.

#include <QString>

#include <string>

namespace cachedeck::ui {

QString backendText(const std::string& english);
QString backendText(const QString& english);

} // namespace cachedeck::ui
