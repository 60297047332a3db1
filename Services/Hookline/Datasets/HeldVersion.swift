import Datasets

/// What an import comes to when its version is held back.
enum HeldVersion {
  /// Says why, and what to do, where that is so.
  static func verdict(
    _ report: DatasetReport, _ version: DatasetVersion.ID?, of dataset: String, on console: Console
  ) -> ExitCode {
    guard let version, !report.doubts.isEmpty else { return .done }
    let rest = report.previous.map { "version \($0) stays current" } ?? "no version is current"
    let lines =
      ["version \(version) of \(dataset) is held back, and \(rest):"] + report.doubts.map { "  \($0)" } + [
        "if that is right: \"hookline datasets use \(version)\", or import with --force"
      ]
    console.error(lines.joined(separator: "\n"))
    return .failed
  }
}
