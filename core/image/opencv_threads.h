#pragma once

namespace macadam {

/// Has OpenCV compute on the calling thread alone from now on: pools of workers decode one picture each.
/// The setting is one for the process and unsafe to change while OpenCV works, so only the first call makes it.
void keepOpenCvOnCallingThread();

}  // namespace macadam
