import FoundationEssentials
import Lifecycle
import TestKit

typealias Program = RunningProgram

extension ChildResult {
  /// What a worker said at its end of the tasks that it has done.
  var doneCount: Int? {
    let line = errorText.split(separator: "\n").last { $0.contains("\"worker ended\"") }
    let parts = line.map(String.init)?.components(separatedBy: "\"done\":")
    return parts?.last.flatMap { Int($0.prefix { $0.isNumber }) }
  }
}
