import Audio

extension Commands {
  static let traits = Command(
    name: "traits",
    summary: "prints what energy, danceability and the like are made of",
    examples: [
      .init(line: "traits", meaning: "each formula, and what it cannot know"),
      .init(line: "traits --json", meaning: "for a program"),
    ],
    notes: [
      "Traits go from 0 to 1 and have the names that listeners know, but nobody published how",
      "those were made: these are heuristics. They order sounds, and mean nothing beyond that.",
      "Each is the weighted mean of its terms. A term is 0 at the first of its two numbers, 1 at",
      "the second, and in between by how far it lies between them; what is unknown is left out.",
    ]
  ) { _, context in
    TraitsReport(formulas: TraitFormula.all).show(on: context.console)
    return .done
  }
}
