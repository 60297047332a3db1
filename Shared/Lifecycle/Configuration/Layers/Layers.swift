/// The places where variables are set, the process's environment above the environment file.
///
/// An empty value counts as not set: that is how compose files and shells pass on what nobody set.
struct Layers {
  typealias Problem = ConfigurationError.Problem

  let environment: [String: String]
  private(set) var filePath = ".env"
  private(set) var file = EnvironmentFile([])
  private(set) var problems: [Problem] = []

  init(environment: [String: String], directory: String) {
    self.environment = environment
    let named = environment[Variables.environmentFileName].flatMap { $0.isEmpty ? nil : $0 }
    filePath = named ?? filePath
    let path = filePath.hasPrefix("/") || directory.isEmpty ? filePath : directory + "/" + filePath
    do throws(BoundedFile.Failure) {
      file = EnvironmentFile(try BoundedFile.read(path))
      problems += file.problems.map {
        Problem(code: .malformed, subject: "\(filePath):\($0.line)", message: $0.message)
      }
    } catch {
      // Nobody has to have a file; one that was asked for has to be there.
      guard named != nil || !error.isMissing else { return }
      let reason = named == nil ? "" : ", which \(Variables.environmentFileName) names"
      let message = "cannot be read\(reason): \(error.message)"
      problems.append(Problem(code: .unreadable, subject: filePath, message: message))
    }
  }

  /// The variable of this name as it is set itself, or nil.
  func value(_ name: String) -> (text: String, source: Source)? {
    if let text = environment[name], !text.isEmpty { return (text, .environment) }
    guard let assignment = file.assignments[name], !assignment.value.isEmpty else { return nil }
    return (assignment.value, .environmentFile(path: filePath, line: assignment.line))
  }

  /// The variable as it is set itself or through its file, or nil.
  func value(_ definition: Definition) throws(Problem) -> (text: String, source: Source)? {
    guard definition.isSecret else { return value(definition.name) }
    let direct = value(definition.name)
    guard let pointer = value(definition.fileName) else { return direct }
    if let direct {
      let isPointerHigher = pointer.source == .environment && direct.source != .environment
      let isDirectHigher = direct.source == .environment && pointer.source != .environment
      if isDirectHigher { return direct }
      guard isPointerHigher else {
        let message = "and \(definition.fileName) are both set; remove one of them"
        throw Problem(code: .conflict, subject: definition.name, message: message)
      }
    }
    return (try secret(in: pointer.text, definition), .secretFile(path: pointer.text))
  }

  private func secret(in path: String, _ definition: Definition) throws(Problem) -> String {
    do throws(BoundedFile.Failure) {
      let bytes = try BoundedFile.read(path)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw BoundedFile.Failure(number: 0, message: "it is not UTF-8 text")
      }
      let trimmed = text.last?.isNewline == true ? String(text.dropLast()) : text
      guard !trimmed.isEmpty else { throw BoundedFile.Failure(number: 0, message: "it is empty") }
      return trimmed
    } catch {
      let message = "names \(quoted(path)), which cannot be read: \(error.message)"
      throw Problem(code: .unreadable, subject: definition.fileName, message: message)
    }
  }

  /// The process's environment with what the file adds to it, for a child that should see the same settings.
  var merged: [String: String] {
    let added = file.assignments.filter { name, assignment in
      let twin = name.hasSuffix("_FILE") ? String(name.dropLast(5)) : name + "_FILE"
      let isOurs = name.hasPrefix(Variables.prefix) || name.hasPrefix("PG")
      return isOurs && !assignment.value.isEmpty && environment[twin, default: ""].isEmpty
    }
    return environment.merging(added.mapValues(\.value)) { own, added in own.isEmpty ? added : own }
  }
}

extension ConfigurationError.Problem: Error {}
