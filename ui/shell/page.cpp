#include "ui/shell/page.hpp"
