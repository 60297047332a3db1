import Documents
import FoundationEssentials
import Glibc

/// Two analyses of one sound beside each other, as `analyze --json` tells them.
struct AnalysisComparison {
  /// One thing that is told of a sound.
  struct Facet: Equatable {
    let name: String
    let old: JSONValue
    let new: JSONValue

    var differs: Bool { old != new }
  }

  /// One, or the photos of a post.
  let paths: [String]
  let facets: [Facet]

  /// Everything that either tells, in the order in which it is told.
  init(path: String, _ old: JSONValue, _ new: JSONValue) { self.init(paths: [path], old, new) }

  init(paths: [String], _ old: JSONValue, _ new: JSONValue) {
    self.paths = paths
    let (old, new) = (old.flattened, new.flattened)
    let known = Set(old.memberNames)
    let names = old.memberNames + new.memberNames.filter { !known.contains($0) }
    facets = names.filter { $0 != "path" && $0 != "paths" }.compactMap { name in
      let (before, after) = (old.member(name) ?? .null, new.member(name) ?? .null)
      return before == .null && after == .null ? nil : Facet(name: name, old: before, new: after)
    }
  }

  var differences: [String] { facets.filter(\.differs).map(\.name) }

  func show(on console: Console, _ oldTitle: String, _ newTitle: String) {
    if console.isJSON { return console.line(json) }
    console.result(printable(paths.joined(separator: ", ")))
    var table = Table(["", oldTitle, "", newTitle])
    for facet in facets {
      table.add([
        .init(facet.name), .init(Self.words(facet.old, facet.name)), .init(facet.differs ? "≠" : "="),
        .init(Self.words(facet.new, facet.name)),
      ])
    }
    console.result(table)
    let count = differences.count
    console.result(
      count == 0
        ? "nothing differs\n" : "\(counted(count, "thing")) differ: \(differences.joined(separator: ", "))\n")
  }

  private var json: JSONValue {
    .object(
      AnalysisFile.names(paths) + [
        ("differs", .strings(differences)), ("old", .object(facets.map { ($0.name, $0.old) })),
        ("new", .object(facets.map { ($0.name, $0.new) })),
      ])
  }

  /// In a few words.
  private static func words(_ value: JSONValue, _ name: String) -> String {
    switch (name, value) {
    case (_, .null): "none"
    case ("beats", .array(let values)), ("downbeats", .array(let values)): times(values)
    case ("picture.shots", .array(let values)), ("picture.transitions", .array(let values)),
      ("picture.keyFrames", .array(let values)):
      values.first.map { first in
        "\(values.count) from \((first.member("start") ?? first.member("time") ?? .null).plain)"
      } ?? "none"
    case ("course.stretches", .array(let values)):
      values.map { sentence($0, ["kind", "start"], ["from", ""]) }.joined(separator: ", ")
    case ("course.energy", .array(let values)), ("course.loudness", .array(let values)):
      "\(values.count) points"
    case ("picture.palette", .array(let values)):
      values.map { sentence($0, ["colour", "share"], ["", ""]) }.joined(separator: ", ")
    case ("picture.cutTempo", _): sentence(value, ["bpm", "confidence"], ["BPM, sure by", ""])
    case ("segments", .array(let values)):
      values.compactMap { $0.member("label")?.plain }.joined(separator: " ")
    case ("repetitions", .array(let values)):
      values.map { sentence($0, ["label", "count"], ["", "times"]) }.joined(separator: ", ")
    case ("statistics", .object(let members)):
      members.filter { $0.0 != "mfcc" }.map { "\($0.0) \(($0.1.member("mean") ?? $0.1).plain)" }
        .joined(separator: ", ")
    case ("tempo", _): sentence(value, ["bpm", "confidence"], ["BPM, sure by", ""])
    case ("key", _): sentence(value, ["tonic", "mode", "confidence"], ["", ", sure by", ""])
    case ("hook", _), ("loop", _): sentence(value, ["start", "end", "reason"], ["to", "", ""])
    case (_, .array(let values)):
      values.isEmpty
        ? "none"
        : values.map { sentence($0, ["name", "score"], ["", ""]) }.joined(separator: ", ")
    case (_, .object(let members)): members.map { "\($0.0) \($0.1.plain)" }.joined(separator: ", ")
    default: value.plain
    }
  }

  /// How many there are and where they begin: as many may lie elsewhere.
  private static func times(_ values: [JSONValue]) -> String {
    values.first.map { "\(values.count) from \($0.plain)" } ?? "none"
  }

  /// The members of an object, each with the word behind it; those that it has not are left out.
  private static func sentence(_ value: JSONValue, _ names: [String], _ after: [String]) -> String {
    zip(names, after).reduce("") { text, part in
      guard let member = value.member(part.0) else { return text }
      let space = text.isEmpty ? "" : " "
      return text + space + member.plain + (part.1.hasPrefix(",") || part.1.isEmpty ? part.1 : " " + part.1)
    }
  }
}

extension JSONValue {
  /// What is told in parts, each with the whole's name before its own.
  private static let wholes = ["picture", "course", "content"]

  /// The members of the wholes in their places, so that each is compared by itself.
  fileprivate var flattened: JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.flatMap { name, value -> [(String, JSONValue)] in
        guard Self.wholes.contains(name), case .object(let parts) = value else { return [(name, value)] }
        return parts.map { ("\(name).\($0.0)", $0.1) }
      })
  }

  fileprivate var memberNames: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.0)
  }

  fileprivate func member(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == name }?.1
  }

  fileprivate var plain: String {
    if case .string(let text) = self { return text }
    return line
  }
}

/// A file that `analyze --json` has made.
struct AnalysisFile {
  private static let byteLimit = 512 << 20

  /// By path, or by the photos of a post, in the order of the file.
  private(set) var lines: [(paths: [String], value: JSONValue)] = []
  private var places: [[String]: Int] = [:]

  init(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw CommandFailure("\(path) cannot be read") }
    guard Int(status.st_size) <= Self.byteLimit else {
      throw CommandFailure("\(path) is larger than \(Self.byteLimit >> 20) MiB")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("\(path) cannot be read")
    }
    let all = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in all.enumerated() where !line.isEmpty {
      let text = String(decoding: line, as: UTF8.self)
      guard let value = try? JSONValue(reading: text), let name = Self.paths(of: value) else {
        throw CommandFailure("line \(number + 1) of \(path) is none that analyze --json has written")
      }
      if let place = places[name] {
        lines[place].value = value
      } else {
        places[name] = lines.count
        lines.append((name, value))
      }
    }
  }

  subscript(paths: [String]) -> JSONValue? { places[paths].map { lines[$0].value } }

  /// What a line is of; nil where it does not say.
  private static func paths(of line: JSONValue) -> [String]? {
    guard case .string(let path)? = line.member("path") else { return nil }
    guard case .array(let members)? = line.member("paths") else { return [path] }
    let paths = members.compactMap { member -> String? in
      if case .string(let path) = member { path } else { nil }
    }
    return paths.isEmpty ? [path] : paths
  }

  /// As members of a line.
  static func names(_ paths: [String]) -> [(String, JSONValue)] {
    [("path", JSONValue(paths.first))] + (paths.count > 1 ? [("paths", .strings(paths))] : [])
  }

  /// Compares what both have; false when one lacks what the other has.
  static func compare(_ files: [String], on console: Console) throws -> Bool {
    let read = try files.map(AnalysisFile.init)
    let (old, new) = (read[0], read[1])
    var isWhole = true
    for (paths, value) in old.lines {
      guard let other = new[paths] else {
        isWhole = lacks(paths, files[1], console)
        continue
      }
      AnalysisComparison(paths: paths, value, other).show(on: console, "OLD", "NEW")
    }
    for (paths, _) in new.lines where old[paths] == nil { isWhole = lacks(paths, files[0], console) }
    return isWhole
  }

  private static func lacks(_ paths: [String], _ file: String, _ console: Console) -> Bool {
    let problem = "it is not in \(file)"
    if console.isJSON {
      console.line(.object(names(paths) + [("error", .string(problem))]))
    } else {
      console.error("\(paths.joined(separator: ", ")): \(problem)")
    }
    return false
  }
}
