#pragma once

#include "session/start_check.h"

namespace macadam {

class ProjectDocument;

/// Changes the split, as one step that can be undone, where that is what mends the finding. @returns whether it is.
bool mendSplit(ProjectDocument& document, Fix fix);

}  // namespace macadam
