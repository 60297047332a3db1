import FoundationEssentials
import Glibc
import Lifecycle

extension Checks {
  /// The folder of what was learnt, where one is named.
  static func models(_ settings: Settings) -> [Check] {
    guard let path = settings[\.modelDirectory] else { return [] }
    return [Check(subject: "model folder", variable: "HOOKLINE_MODEL_DIR") { [modelFolder(path)] }]
  }

  static func modelFolder(_ path: String) -> Finding {
    var isFolder = false
    if let attributes = try? FileManager.default.attributesOfItem(atPath: path) {
      isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    }
    guard access(path, F_OK) == 0 else {
      return .warning("\(path) is not there yet; the first recommender that learns makes it")
    }
    guard isFolder else { return .failure("\(path) is not a folder; HOOKLINE_MODEL_DIR must name one") }
    guard access(path, R_OK | W_OK | X_OK) == 0 else {
      return .failure("\(path) cannot be read and written by this user: \(String(cString: strerror(errno)))")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let count = names.count { $0.hasSuffix(".model") }
    return .fine("\(count == 1 ? "1 model" : "\(count) models") at \(path)")
  }
}
