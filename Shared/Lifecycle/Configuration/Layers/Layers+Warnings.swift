extension Layers {
  /// What is set but has no effect, sorted by name.
  var warnings: [String] {
    let twice = file.warnings.map { "\(filePath):\($0.line) \($0.message)" }
    let names = Set(environment.keys).union(file.assignments.keys).sorted()
    return twice + names.compactMap(warning)
  }

  private static let known = Variables.definitions.map(\.name)
  private static let knownFiles = Variables.definitions.filter(\.isSecret).map(\.fileName)

  private func warning(_ name: String) -> String? {
    if name == Variables.environmentFileName, file.assignments[name] != nil {
      return "\(name) has no effect inside an environment file"
    }
    guard !Self.known.contains(name), !Self.knownFiles.contains(name) else { return nil }
    let meant = Spelling.nearest(to: name, among: Self.known + Self.knownFiles)
    guard name.hasPrefix(Variables.prefix) else {
      // Other people's names are none of our business, but a slip in the prefix is.
      guard let meant, name.contains("HOOK") else { return nil }
      return "\(name) is not read; did you mean \(meant)?"
    }
    guard !isUntended(name) else { return nil }
    if let plain = Self.known.first(where: { $0 + "_FILE" == name }) {
      return "\(name) is not read: only secrets may lie in a file; set \(plain)"
    }
    return "\(name) is unknown" + (meant.map { "; did you mean \($0)?" } ?? " and has no effect")
  }

  /// Kubernetes tells every pod of the services beside it, and a service called `hookline-…` gets our prefix.
  private func isUntended(_ name: String) -> Bool {
    if Variables.untended.contains(where: name.hasPrefix) { return true }
    let isLink = ["_SERVICE_HOST", "_SERVICE_PORT", "_TCP_ADDR", "_TCP_PORT", "_TCP_PROTO"]
      .contains { name.contains($0) }
    let value = environment[name] ?? ""
    return isLink || value.hasPrefix("tcp://") || value.hasPrefix("udp://")
  }
}
