import FoundationEssentials
public import Models

/// What one row of a file of licences states.
public struct RightsStatement: Sendable, Equatable {
  public var subject: TrackSubject
  /// One for each territory and use.
  public var rights: [TrackRight]
  public var source: String
}

extension RightsStatement {
  /// Reads a row; gives all that is wrong with it instead.
  static func read(_ row: RightsRow, source preset: String?) -> Result<RightsStatement, RowFlaws> {
    var flaws: [RowFlaw] = []
    let subject = subject(of: row, &flaws)
    let territories = territories(of: row, &flaws)
    let uses = uses(of: row, &flaws)
    let isPermission = isPermission(row, &flaws)
    let (from, until) = times(of: row, &flaws)
    let source = source(of: row, preset, &flaws)
    let count = territories.count * uses.count
    if flaws.isEmpty, !Rules.Rights.size.admits(Double(count)) {
      flaws.append(RowFlaw(Rules.Rights.size, "it states \(count) rights at once"))
    }
    guard flaws.isEmpty, let subject, let source else { return .failure(RowFlaws(flaws)) }
    let rights = territories.flatMap { territory in
      uses.map { use in
        TrackRight(territory, use, isPermission: isPermission, from: from, until: until, source: source)
      }
    }
    return .success(RightsStatement(subject: subject, rights: rights, source: source))
  }

  private static func subject(of row: RightsRow, _ flaws: inout [RowFlaw]) -> TrackSubject? {
    if let track = row.track {
      do throws(TrackSubjectError) { return try TrackSubject(track) } catch {
        flaws.append(RowFlaw(Rules.Rights.subjectForm, "the track \(shown(track)) cannot be meant: \(error)"))
        return nil
      }
    }
    guard let title = row.title, let artist = row.artist else {
      flaws.append(RowFlaw(Rules.Rights.subject, "it names no track, nor a title and an artist"))
      return nil
    }
    return .named(title: title, artist: artist)
  }

  private static func territories(of row: RightsRow, _ flaws: inout [RowFlaw]) -> [Territory] {
    if row.territories.isEmpty {
      flaws.append(RowFlaw(Rules.Rights.territory, "it names no territory; everywhere is WW"))
    }
    var territories: Set<Territory> = []
    for code in row.territories {
      if let territory = Territory(code) {
        territories.insert(territory)
      } else {
        let hint = code.uppercased() == "UK" ? "; the United Kingdom is GB" : ""
        flaws.append(RowFlaw(Rules.Rights.territoryForm, "\(shown(code)) is no country of ISO 3166-1\(hint)"))
      }
    }
    return territories.sorted()
  }

  private static func uses(of row: RightsRow, _ flaws: inout [RowFlaw]) -> [TrackUse] {
    if row.uses.isEmpty { flaws.append(RowFlaw(Rules.Rights.use, "it names no use")) }
    var uses: Set<TrackUse> = []
    for word in row.uses {
      if Rules.Rights.useForm.admits(word.lowercased()), let use = TrackUse(rawValue: word.lowercased()) {
        uses.insert(use)
      } else {
        flaws.append(RowFlaw(Rules.Rights.useForm, "\(shown(word)) is no use"))
      }
    }
    return TrackUse.allCases.filter(uses.contains)
  }

  private static func isPermission(_ row: RightsRow, _ flaws: inout [RowFlaw]) -> Bool {
    guard let word = row.permission?.lowercased() else { return true }
    if !Rules.Rights.permission.admits(word) {
      flaws.append(RowFlaw(Rules.Rights.permission, "\(shown(word)) is neither allow nor forbid"))
    }
    return word == "allow"
  }

  private static func times(of row: RightsRow, _ flaws: inout [RowFlaw]) -> (Date?, Date?) {
    let from = row.from.flatMap { time($0, Rules.Rights.start, atEndOfDay: false, &flaws) }
    let until = row.until.flatMap { time($0, Rules.Rights.end, atEndOfDay: true, &flaws) }
    if let from, let until, until <= from {
      flaws.append(RowFlaw(Rules.Rights.order, "it ends on \(shown(row.until ?? "")), before it begins"))
    }
    return (from, until)
  }

  private static func time(
    _ text: String, _ rule: Rule, atEndOfDay: Bool, _ flaws: inout [RowFlaw]
  ) -> Date? {
    if let time = Moment.date(text, atEndOfDay: atEndOfDay) { return time }
    flaws.append(RowFlaw(rule, "\(shown(text)) is no date such as 2026-12-31"))
    return nil
  }

  private static func source(of row: RightsRow, _ preset: String?, _ flaws: inout [RowFlaw]) -> String? {
    guard let source = row.source ?? preset else {
      flaws.append(RowFlaw(Rules.Rights.source, "it does not say which contract it rests on"))
      return nil
    }
    guard Rules.Rights.sourceLength.admits(source) else {
      flaws.append(
        RowFlaw(Rules.Rights.sourceLength, "the name of its source has \(source.count) characters"))
      return nil
    }
    return source
  }

  private static func shown(_ text: String) -> String { "\"\(text.prefix(60))\"" }
}

/// All that is wrong with a row.
struct RowFlaws: Error, Equatable {
  let all: [RowFlaw]

  init(_ all: [RowFlaw]) { self.all = all }
}
