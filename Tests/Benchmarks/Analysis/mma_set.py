#!/usr/bin/env python3
"""Renders accompaniments of the grooves that come with mma, to judge families of music by.

usage: mma_set.py FOLDER [--half development|held-out|all] [--seed N] [--each N] [--seconds S] [--font FILE]

Needs mma with its library of grooves, and fluidsynth with a General MIDI sound font, for instance that of Debian's
fluid-soundfont-gm. Writes a WAV file for each piece, and truth.jsonl: {"path", "family", "groove", "half", "tempo"}.

Chords and keys are drawn alike for all grooves, so that only playing tells families apart; tempi are near to what the
groove is usually played at. Grooves that fit two families, or none, are left out. The development half may be looked at
while traits are chosen; the held-out half is for judging. Nothing of either is trained on.
"""
import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile

# library:groove tempo, by family
GROOVES = {
    "electronic": """
        stdlib:Trance 136; casio:Trance1 138; casio:Trance2 140; casio:House 124; casio:Techno 134; casio:Rave 140
        casio:Dance1 126; casio:Dance2 128; casio:8BeatDance 126; casio:LatinHouse 124; casio:Ambient1 100
        casio:Ambient2 96; casio:Ambient3 104; casio:DancePop1 122; casio:DancePop2 126; casio:DancePop3 120
        alexis:TeamTechno 132
        """,
    "hip-hop": """
        alexis:HipHop 92; casio:Hip-Hop 94; casio:TripHop 86; stdlib:R&B 96; stdlib:R&B-Ballad 72; stdlib:DSoul 100
        stdlib:BVFunk 104; stdlib:Strut 108; casio:Funk1 104; casio:Funk2 108; kara:Kfunk1A 104; casio:Soul 100
        casio:60sSoul 112; casio:MellowRB 84; casio:ModernR&B 92; casio:R&B 96; kara:8beatmotownA 116
        """,
    "rock": """
        stdlib:50sRock 150; stdlib:60sRock 132; stdlib:BasicRock 120; stdlib:BubbleRock 126; stdlib:Rock128 76
        stdlib:RockWaltz 110; stdlib:SoftRock 104; stdlib:Twist 156; casio:60sRock 132; casio:DigitalRock 122
        casio:HeavyMetal 138; casio:Rock1 124; casio:Rock2 128; casio:ShuffleRock 126; casio:SlowRock 74
        casio:Twist 158; casio:PopRock1 120; casio:PopRock2 116; kara:50s_RockA 150; kara:fasttwistA 168
        kara:TwiMainA 150; yamaha:W-RockMainA 130; pflib:metal1A 140; pflib:metal2A 150; pflib:rock1A 124
        pflib:slowrockA 76
        """,
    "pop": """
        stdlib:8Beat 104; stdlib:Ballad 72; stdlib:Ballad128 66; stdlib:Ballad68 60; stdlib:PopBallad 76
        stdlib:PianoBallad 70; stdlib:GuitarBallad 72; stdlib:RockBallad 74; casio:16Beat1 100; casio:16Beat2 104
        casio:16Beat3 98; casio:16BeatBallad1 76; casio:16BeatBallad2 72; casio:16BeatBallad3 78; casio:60sPop 122
        casio:80sPop 116; casio:8Beat1 110; casio:8Beat2 116; casio:8Beat3 108; casio:8BeatBallad1 74
        casio:8BeatBallad2 78; casio:8BeatBallad3 72; casio:8BeatPop1 118; casio:8BeatPop2 114; casio:8BeatPop3 120
        casio:68Ballad 60; casio:ElectricPop 118; casio:OldieBallad 70; casio:Pop 114; casio:PopBallad 76
        casio:PopWaltz 100; casio:Slow16Beat 74; casio:WorldPop 108; pflib:16beat1A 100; pflib:16beat2A 96
        pflib:8beat1A 112; pflib:8beat2A 108
        """,
    "jazz": """
        stdlib:Bebop 210; stdlib:BigBand 150; stdlib:Swing 140; stdlib:EasySwing 116; stdlib:FastSwing 200
        stdlib:68Swing 100; stdlib:JazzCombo 140; stdlib:JazzGuitar 130; stdlib:JazzWaltz 140
        stdlib:FastJazzWaltz 180; stdlib:Evansish 120; stdlib:MellowJazz 100; stdlib:ModernJazz 150
        stdlib:ModernJazzWaltz 150; stdlib:NiteJazz 110; stdlib:SlowJazz 76; stdlib:Jazz54 150; stdlib:GypsyJazz 180
        stdlib:Dixie 180; stdlib:Charleston 190; stdlib:RagTime 170; stdlib:Foxtrot 150; stdlib:QuickStep 190
        stdlib:Blues 110; stdlib:Blues128 70; stdlib:FastBlues 160; stdlib:SlowBlues 70; stdlib:BoggieWoggie 150
        stdlib:ShuffleBoggie 130; casio:Blues 110; casio:FastBigBand 190; casio:Foxtrot 150; casio:JazzCombo 150
        casio:JazzWaltz 150; casio:MiddleBigBand 136; casio:ModernJazz 150; casio:QuickStep 190
        casio:SlowBigBand 100; casio:SlowSwing 90; casio:Swing 140; casio:ShuffleBoogie 140
        yamaha:JazzGrTrioMainA 140; yamaha:JazzBasieA 140; yamaha:JazzBouncyMainA 130; yamaha:JazzSwingMainA 140
        yamaha:JazzTrioMainA 140; yamaha:JazzWaltzMainA 140
        """,
    "latin": """
        stdlib:Afro-Cuban 112; stdlib:Beguine 116; stdlib:Bolero 96; stdlib:BossaNova 132; stdlib:Calypso 112
        stdlib:ChaCha 120; stdlib:CubanGuitar 116; stdlib:JazzRhumba 116; stdlib:LightTango 120; stdlib:Mambo 180
        stdlib:Merengue 124; stdlib:Rhumba 112; stdlib:Salsa 180; stdlib:Samba 104; stdlib:SlowBolero 84
        stdlib:Son 160; stdlib:Tango 120; stdlib:LatinWaltz 120; kara:kbossaA 132; yamaha:JazzBossaA 132
        yamaha:MamboMainA 180; yamaha:QuandoGSMainA 120; yamaha:Salsa1MainA 180; yamaha:Salsa2MainA 180
        """,
    "folk": """
        stdlib:BlueFolk 110; stdlib:BlueGrass 200; stdlib:CountryBlues 104; stdlib:CountrySwing 140
        stdlib:CountryWaltz 110; stdlib:Folk 116; stdlib:FolkBallad 84; stdlib:FolkRock 112; stdlib:HillCountry 132
        stdlib:SlowCountry 84; stdlib:WesternSwing 150; stdlib:Zydeco 150; stdlib:Polka 124; stdlib:FrenchWaltz 160
        casio:Polka 124; casio:PolkaFox 130; kara:kwestballadA 84; kara:2beatpA 120; yamaha:WesternMainA 120
        """,
    "classical": """
        stdlib:Arpeggio4 90; stdlib:Arpeggio8 90; stdlib:Arpeggio68 60; stdlib:Arpeggio68-16 56
        stdlib:ArpeggioWaltz 110; stdlib:ArpeggioWaltz8 100; stdlib:Hymn 80; stdlib:VieneseWaltz 170
        stdlib:March 116; stdlib:BWMarch 116; stdlib:68March 112; stdlib:Waltz 120; stdlib:FastWaltz 170
        stdlib:Lullaby 84; stdlib:StringBallad 72; casio:Serenade 76; casio:March1 116; casio:GermanMarch 118
        """,
}
# In semitones above the tonic, with what is added to the name of the chord.
SHEETS = [
    "0 9m 5 7", "0 5 7 0", "0 7 9m 5", "9m 5 0 7", "0 0 5 5 7 5 0 7", "2m7 77 0M7 0M7", "0 97 2m7 77",
    "0m 8 A 0m", "0m 5m 7 0m", "0M7 9m7 2m7 77", "0 4m 5 7", "0 0 7 7 7 7 0 0", "0m A 8 7", "0 27 77 0",
]
NOTES = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]


def halves():
    """(family, groove, tempo, half) of each groove; the half depends on names alone."""
    for family, text in GROOVES.items():
        entries = [entry.split() for entry in text.replace("\n", ";").split(";") if entry.strip()]
        entries.sort(key=lambda entry: hashlib.sha256(entry[0].encode()).hexdigest())
        for place, (groove, tempo) in enumerate(entries):
            yield family, groove, int(tempo), "development" if place % 2 == 0 else "held-out"


def chord(text, tonic):
    return NOTES[(int(text[0], 16) + tonic) % 12] + text[1:]


def sheet(groove, tempo, seconds, draws):
    tonic = draws.randrange(12)
    first, second = draws.sample(SHEETS, 2)
    chords = [chord(text, tonic) for text in (first.split() * 2 + second.split() * 2) * 40]
    bars = max(8, int(seconds * tempo / 240) + 1)
    lines = [f"Tempo {tempo}", f"Groove {groove}"]
    return "\n".join(lines + [f"{bar + 1} {chords[bar]}" for bar in range(bars)]) + "\n"


def render(text, path, font):
    with tempfile.TemporaryDirectory() as folder:
        song = os.path.join(folder, "song.mma")
        midi = os.path.join(folder, "song.mid")
        with open(song, "w") as file:
            file.write(text)
        subprocess.run(["mma", song, "-f", midi], check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        subprocess.run(
            ["fluidsynth", "-ni", "-r", "44100", "-g", "0.5", "-F", path, font, midi], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--half", choices=["development", "held-out", "all"], default="held-out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1, help="pieces of each groove")
    parser.add_argument("--seconds", type=float, default=32)
    parser.add_argument("--font", default="/usr/share/sounds/sf2/FluidR3_GM.sf2")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    with open(os.path.join(options.folder, "truth.jsonl"), "w") as truth:
        for family, groove, tempo, half in halves():
            if options.half not in (half, "all"):
                continue
            for number in range(options.each):
                draws = random.Random(f"{options.seed} {groove} {number}")
                actual = round(tempo * draws.uniform(0.9, 1.1))
                name = f"{groove.replace(':', '-').replace('&', 'n')}-{number}.wav"
                path = os.path.join(options.folder, name)
                try:
                    render(sheet(groove, actual, options.seconds, draws), path, options.font)
                except (OSError, subprocess.CalledProcessError) as error:
                    print(f"{groove}: {error}", getattr(error, "output", b"")[-300:], file=sys.stderr)
                    sys.exit(1)
                line = {"path": name, "family": family, "groove": groove, "half": half, "tempo": actual}
                truth.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
