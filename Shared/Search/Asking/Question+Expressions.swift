import Text

/// A question in the language of `tsquery`.
struct Expressions: Sendable, Equatable {
  /// What a clause is found by.
  struct Sought: Sendable, Equatable {
    /// As it was typed, or as one writes it in tags.
    var exact: String
    /// With typing errors; nil where none were looked for or found.
    var similar: String?

    var loose: String { similar.map { "\(exact) | \($0)" } ?? exact }
  }

  /// All clauses behind each other; nil where there are none.
  var phrase: String?
  var sought: [Sought]
  /// Of names, which all have to be there, and of what must not be there; nil where nothing is asked.
  var condition: String?

  /// Nil without clauses.
  var all: String? { Self.joined(sought.map(\.exact), "&") }
  var allLoosely: String? { Self.joined(sought.map(\.loose), "&") }
  var any: String? { Self.joined(sought.map(\.loose), "|") }

  /// All clauses but one, whichever; nil where that is no more than `any` says.
  var allButOne: String? {
    guard (3...6).contains(sought.count) else { return nil }
    let choices = sought.indices.map { left in
      Self.joined(sought.indices.filter { $0 != left }.map { sought[$0].loose }, "&") ?? ""
    }
    return Self.joined(choices, "|")
  }

  /// With what has to hold in any case.
  func conditioned(_ expression: String?) -> String? {
    Self.joined([expression, condition].compactMap(\.self), "&")
  }

  static func joined(_ expressions: [String], _ sign: String) -> String? {
    guard let first = expressions.first else { return nil }
    return expressions.count == 1 ? first : expressions.map { "(\($0))" }.joined(separator: " \(sign) ")
  }
}

extension Question {
  /// With words that are written much like one of the question.
  func expressions(similar: [String: [String]] = [:]) -> Expressions {
    let sought = clauses.indices.map { index in
      Expressions.Sought(exact: exact(index), similar: Self.similar(clauses[index], similar))
    }
    let unwanted = self.unwanted.map { Self.chain($0.pieces) } + unwantedNames.map(Term.quoted)
    let conditions = names.map(Term.quoted) + unwanted.map { "!(\($0))" }
    return Expressions(
      phrase: clauses.isEmpty ? nil : Self.chain(clauses.flatMap(\.pieces)), sought: sought,
      condition: Expressions.joined(conditions, "&"))
  }

  /// The words in which there may be typing errors.
  var correctable: [String] { clauses.compactMap(\.word).filter { $0.unicodeScalars.count >= 3 } }

  /// What was typed as two words may be one in a tag, and the other way round.
  private func exact(_ index: Int) -> String {
    let clause = clauses[index]
    var choices = [Self.chain(clause.pieces)]
    guard !clause.isQuoted else { return choices[0] }
    if let word = clause.word {
      let parts = Hashtag.smallWords(of: word).map { Term.word(Text.plain($0)) }
      if parts.count > 1 { choices.append(Self.chain(parts.map { .word($0) })) }
      choices += joinedWords(around: index).map(Term.quoted)
    } else if let whole = Self.glued([clause]) {
      choices.append(Term.quoted(whole))
    }
    return Expressions.joined(choices, "|") ?? ""
  }

  /// The neighbours of a word written together with it.
  private func joinedWords(around index: Int) -> [String] {
    let ranges = [
      index - 1...index, index...index + 1, index - 2...index, index - 1...index + 1, index...index + 2,
    ]
    return ranges.compactMap { range in
      guard range.lowerBound >= 0, range.upperBound < clauses.count else { return nil }
      return Self.glued(Array(clauses[range]))
    }
  }

  private static func glued(_ clauses: [Clause]) -> String? {
    guard clauses.allSatisfy({ !$0.isQuoted }) else { return nil }
    let words = clauses.flatMap(\.pieces).compactMap { piece -> String? in
      if case .word(let word) = piece { word } else { nil }
    }
    guard words.count > 1, words.count == clauses.reduce(0, { $0 + $1.pieces.count }) else { return nil }
    let whole = words.joined()
    return whole.unicodeScalars.count <= Term.limit ? whole : nil
  }

  /// Behind each other. A run of n characters takes n places, and is known by its n - 1 pairs.
  private static func chain(_ pieces: [Piece]) -> String {
    var text = ""
    var distance = 1
    for piece in pieces {
      let terms: [String]
      let step = distance
      switch piece {
      case .word(let word): (terms, distance) = ([Term.quoted(word)], 1)
      case .run(let run):
        let pairs = Term.pairs(of: run)
        terms = pairs.count < 2 ? pairs.map { Term.quoted($0) + ":*" } : pairs.dropLast().map(Term.quoted)
        distance = pairs.count < 2 ? 1 : 2
      }
      if !text.isEmpty { text += " <\(step)> " }
      text += terms.joined(separator: " <-> ")
    }
    return text
  }

  private static func similar(_ clause: Clause, _ words: [String: [String]]) -> String? {
    if let word = clause.word { return Expressions.joined((words[word] ?? []).map(Term.quoted), "|") }
    guard !clause.isQuoted, clause.pieces.count == 1, case .run(let run) = clause.pieces[0] else {
      return nil
    }
    return similar(run: run)
  }

  /// All pairs but those of one character, whichever: that may be a wrong one.
  private static func similar(run: String) -> String? {
    let pairs = Array(Term.pairs(of: run).dropLast())
    guard (3...12).contains(pairs.count) else { return nil }
    let choices = (0...pairs.count).map { wrong in
      let rest = pairs.indices.filter { $0 != wrong && $0 != wrong - 1 }.map { Term.quoted(pairs[$0]) }
      return Expressions.joined(rest, "&") ?? ""
    }
    return Expressions.joined(choices, "|")
  }
}
