#include "ui/compare/compare_page.h"

namespace macadam {

ComparePage::ComparePage(Jobs&, EngineAccess, RunController&, QWidget* parent) : Page(parent) {}

void ComparePage::setDocument(ProjectDocument*) {}

}  // namespace macadam
