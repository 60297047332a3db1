/// The formulas, in the names that listeners know. What they cannot know is said beside each.
extension TraitFormula {
  public static let all: [TraitFormula] = [
    energy, danceability, valence, arousal, acousticness, instrumentalness, speechiness, liveness,
  ]

  /// How intense and active: loud, busy, bright, noisy and evenly so.
  public static let energy = TraitFormula(
    "energy",
    [
      Term(.loudness, 0.3, from: -36, to: -8), Term(.onsetRate, 0.2, from: 0, to: 8),
      Term(.brightness, 0.2, from: -1.5, to: 2), Term(.motion, 0.1, from: 8, to: 40),
      Term(.flatness, 0.1, from: 0, to: 0.25), Term(.dynamicRange, 0.1, from: 30, to: 5),
    ])

  /// How easy to dance to: a sure and steady pulse at a walking to running pace, with something low in it. It does not
  /// know what is danced to where: a waltz counts for little.
  public static let danceability = TraitFormula(
    "danceability",
    [
      Term(.pulse, 0.35, from: 0.2, to: 1), Term(.tempoDistance, 0.25, from: 0.9, to: 0),
      Term(.unsteadiness, 0.15, from: 0.06, to: 0), Term(.lowBeat, 0.25, from: 0.1, to: 0.55),
    ])

  /// How glad it sounds: major, clear, fast, with a pulse and an even loudness (the signs of Eerola, Lartillot and
  /// Toiviainen 2009, "Prediction of multidimensional emotional ratings in music from audio"). It knows no words, and
  /// major is glad only where listeners have learned so.
  public static let valence = TraitFormula(
    "valence",
    [
      Term(.majorness, 0.4, from: -0.15, to: 0.15), Term(.tempo, 0.2, from: 60, to: 150),
      Term(.keyClarity, 0.15, from: 0.4, to: 0.95), Term(.pulse, 0.15, from: 0, to: 0.9),
      Term(.dynamicRange, 0.1, from: 30, to: 5),
    ])

  /// How excited it sounds: fast, busy, loud, bright and changing.
  public static let arousal = TraitFormula(
    "arousal",
    [
      Term(.loudness, 0.25, from: -36, to: -8), Term(.onsetRate, 0.25, from: 0, to: 8),
      Term(.tempo, 0.15, from: 60, to: 160), Term(.brightness, 0.2, from: -1.5, to: 2),
      Term(.motion, 0.15, from: 8, to: 40),
    ])

  /// How likely it is played without electricity: dark, tonal, dynamic, neither noisy nor machine-like. A sampled piano
  /// passes for a real one.
  public static let acousticness = TraitFormula(
    "acousticness",
    [
      Term(.brightness, 0.25, from: 2, to: -1), Term(.flatness, 0.2, from: 0.15, to: 0.005),
      Term(.dynamicRange, 0.2, from: 5, to: 25), Term(.clarity, 0.15, from: 0.4, to: 0.75),
      Term(.lowOnsets, 0.2, from: 0.4, to: 0.05),
    ])

  /// How likely nobody sings or speaks: no speech, nothing as fast as syllables, and tones that stay. Singing that is
  /// held like a violin passes for one.
  public static let instrumentalness = TraitFormula(
    "instrumentalness",
    [
      Term(.speech, 0.6, from: 0.6, to: 0), Term(.steadiness, 0.2, from: 0.15, to: 0.5),
      Term(.syllables, 0.2, from: 0.6, to: 0.2),
    ])

  /// How much of it is spoken.
  public static let speechiness = TraitFormula(
    "speechiness",
    [
      Term(.speech, 0.85, from: 0, to: 1), Term(.pauses, 0.15, from: 0.1, to: 0.4),
    ])

  /// How likely there is an audience: noise in the sound and behind it. Rain or tape hiss passes for one.
  public static let liveness = TraitFormula(
    "liveness",
    [
      Term(.backgroundFlatness, 0.5, from: 0.02, to: 0.4), Term(.noise, 0.3, from: 0, to: 0.6),
      Term(.unsteadiness, 0.2, from: 0.01, to: 0.12),
    ])
}
