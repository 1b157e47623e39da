#pragma once

namespace macadam {

/// Memory of the whole machine that a program may still take, by Linux's count, in MiB; 0 where that is not known.
double freeMebibytes();

}  // namespace macadam
