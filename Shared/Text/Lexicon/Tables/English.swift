extension Tables {
  /// What English says otherwise than the words that are used everywhere.
  static let english = """
    likely indie: indie
    likely electronic: trance
    likely afrobeats: afro
    word: in a trance, an old soul, indie sleaze look, punk kid, in a funk, kind folk, old folk, good folk
    word: my folks, folk art, folk tale, folk tales, folk medicine, technolog*, technoblade, house hunt*
    word: house plant*, soulmate*
    word: country side, home country, third country, the country, this country, my country, your country
    word: our country, every country, a country, whole country, across country, cross country, country fair
    word: country lane, country walk, country trip, country fare, country kitchen, country cottage
    word: pop quiz, pop up, pop ups, pop culture, pop art, pop corn, pop off, pop in, pop by, pop out
    word: soda pop, pop tart, pop tarts, pop it, ice pop, ice pops, cake pop, cake pops, pop of color
    word: pop of colour, pop socket
    word: rock bottom, rock climb*, rock hard, rock solid, pet rock, rock garden, rock salt, rock pool
    word: rock pools, rock wall, rock candy, rock the, rocked the, rocking this, on the rocks, rock paper
    word: moon rock, rock face, rock painting, you rock, rock hounding, rock hound, chalk rock
    word: heavy metal detector, sheet metal, scrap metal, metal straw*, metal detector*, metal detecting
    word: metal roof, metal frame, metal bed, metal shelf, metal water bottle, metal spoon, metal rack
    word: metal work*, metal mouth, precious metal, metal bands on, gold metal, metal allergy
    word: house tour, house of, my house, the house, our house, new house, dream house, haunted house
    word: house party, house parties, full house, open house, house rules, house wine, house sit*
    word: tree house, tiny house, house warming, house work, house chores, house guest, in house
    word: house clean*, dog house, doll house, house arrest, house flip*, house hunting, house reno
    word: first house, house cat, house mouse, house number
    word: soul mate, soul mates, soul sister, soul food, soul searching, soul crushing, heart and soul
    word: my soul, soul cycle, poor soul, no soul, soul sucking, soulless, good for the soul
    word: food for the soul
    word: mouse trap, mouse traps, tourist trap, thirst trap, bear trap, trap door, rat trap, debt trap
    word: trap day, traps day, fly trap, trap for, lint trap, booby trap, grease trap, trap shooting
    word: sticky trap
    word: power drill, drill bit, drill bits, fire drill, drill press, cordless drill, passing drill
    word: drill sergeant, hand drill, drill holes, drill a hole, dribbling drill, dribble drill
    word: shooting drill, drills, goalie drill, defense drill, lockdown drill
    word: garage sale, garage door, garage gym, my garage, the garage, garage makeover, two car garage
    word: garage clean*
    word: salsa verde, chips and salsa, salsa recipe, mango salsa, pico salsa, salsa macha, tomato salsa
    word: homemade salsa, fresh salsa, jar of salsa
    word: swing set, swing by, mood swing, mood swings, golf swing, porch swing, swing state, rope swing
    word: bat swing, backswing, tree swing
    word: ambient light*, ambient lamp, classical mistake, classical education, ambient temperature
    word: latin class, latin homework, latin exam, latin phrase*, latin name, latin roots, latin america*
    word: blues clues, monday blues, baby blues, winter blues, post vacation blues, post trip blues
    word: blues and greens, holiday blues, shades of blues, cold blues
    word: root canal, theme park, final score, credit score, dub it, dubs, jungle gym, concrete jungle
    word: welcome to the jungle gym, jungle safari, jungle trek
    word: club sandwich, book club, breakfast club, country club, fight club, run club, running club
    word: chess club, supper club
    word: funk smell, smells like funk, funky smell, emo kid phase, score a goal
    word: bass fishing, bass boat, sea bass, largemouth bass, striped bass, bass pro
    music: radio, verse, verses, record, records, crate, crates, turntable, turntables, decks, dj booth
    music: setlist, set list, rehears*, gigs, aux, aux cord, listen*, bassline, basslines, bass line
    music: guitars, drum, drumming, drum kit, tempo, chord, chords, tune, tunes, jam, jamming, jam session
    music: encore, backing track, busk*, open mic, producer, beats, mixing, dancefloor, dance floor, song
    music: tracks, demo tape, cassette, cd, music producer, stage dive, soundcheck, amp, amps, pedalboard
    music: drumline, headbang*, circle pit, karaoke, sing along, singalong, singing, choir, on repeat
    music: on loop, blasting, repertoire, soundtrack, mixtape, tape deck, hook, riffs, strum*, bpm, boombox
    music: jukebox, sample pack, festival, rave, raving, ravers, banger, bangers, anthem, anthems, bop
    music: bops
    explicit happy: happier, so happy, over the moon, on cloud nine, stoked, thrilled, ecstatic, overjoyed
    explicit happy: happy tears, tears of joy, best day ever, best day of my life, made my day
    explicit happy: made my week, made my year, living my best life, couldnt be happier, can't stop smiling
    explicit happy: cant stop smiling, smiling so hard, grinning, jumping for joy, elated, blissful
    explicit happy: pure bliss, bliss, heart is full, heart so full, couldn't be happier, hopeful, hope
    explicit happy: full of hope, delighted, buzzing, i passed, we won, finally passed, got the job
    explicit happy: dream come true, pinch me, good news, best news
    likely happy: best birthday, birthday, payday, pay day, best night, best night ever, bestie
    likely happy: loving life, love this, love it here, joyride, thankful, wholesome, sunshine, proud of
    likely happy: so proud, yesss, woohoo, woo, hooray, yay, lets gooo, we did it, promotion, graduated
    likely happy: graduation, glad, excited, good day, great day, perfect day
    explicit playful: lmao, lmfao, rofl, dead 💀, im dead, im crying laughing, cry laughing, crying laughing
    explicit playful: cried laughing, laughing so hard, laugh so hard, cracked me up, cracking up
    explicit playful: cracks me up, dying laughing, hilarious, funniest, hysterical, cant stop laughing
    explicit playful: can't stop laughing, couldnt stop laughing, comedy gold, i cant 😂, wheezing, wheeze
    explicit playful: giggl*, howling, goofing, goofball, ridiculous 😂, so funny, hahaha, haha, hehe
    explicit calm: chillin, chilling, chill, chills out, cozy, cosy, comfy, at peace, inner peace
    explicit calm: peace and quiet, peaceful*, serenity, slow sunday, slow morning, slow mornings, so calm
    explicit calm: soothing, unwind*, unwinding, mellow, laid back, lazy sunday, lazy morning, restful
    explicit calm: tranquil*, deep breath, deep breaths, daydream*, dreamy, dream state, dreamlike, floaty
    explicit calm: hazy, wind down, winding down, decompress, nostalgia, nostalgic, takes me back
    explicit calm: took me back, brings me back, childhood memories, memory lane, throwback, good old days
    explicit calm: simpler times, blast from the past, miss the 90s, miss the 80s, feels like a dream
    explicit calm: like a dream
    word: chill pill, chilling effect, chilly
    explicit energetic: hyped, so hyped, lets party, party all night, party mode, partying, partied, turnt
    explicit energetic: go off, going off, goes so hard, goes hard, pumped, amped, energized, energised
    explicit energetic: full of energy, so much energy, high energy, on fire tonight, raging, full send
    explicit energetic: dance all night, dancing all night, adrenaline, adrenaline rush
    explicit energetic: electric atmosphere, crowd went wild, crowd is wild, fired up
    explicit romantic: in love, fell in love, madly in love, falling for, swept off my feet
    explicit romantic: love of my life, my person, my forever, he proposed, she proposed, said yes
    explicit romantic: i said yes, she said yes, he said yes, slow dancing with, love you forever, i adore
    explicit romantic: smitten, head over heels, butterflies, he kissed me, she kissed me, first kiss
    explicit romantic: holding hands, i love him, i love her, love letter, date night, so in love
    explicit sad: sad, sadder, sobbing, sobs, sob, weeping, wept, bawling, bawled, cried all night
    explicit sad: cry myself, crying in, crying over, crying to, crying again, cried in, heartbroken
    explicit sad: heart broke, heart breaks, breaks my heart, broke my heart, heartache, left me, he left
    explicit sad: she left me, dumped me, got dumped, broke up, breakup, break up, ghosted, miss you
    explicit sad: miss u, missing you, miss him, miss her, miss my dad, miss my mom, miss my grandma
    explicit sad: miss my grandpa, i miss, rest in peace, gone too soon, grieving, grief, mourning
    explicit sad: mournful, lonely, lonesome, loneliness, all alone, empty inside, feel empty
    explicit sad: feeling empty, hollow, numb, melancholy, melancholic, melancholia, gloomy, gloom
    explicit sad: blue mood, feeling blue, feeling down, feeling low, hopeless, despair, depressed
    explicit sad: depressing, worst day, worst night, devastated, gutted, shattered heart, wistful
    explicit sad: bittersweet ache, hurts so bad, hurts so much, hurting, it hurts, without you
    explicit sad: never got to say goodbye, tears in my eyes, tear stained, unhappy, miserable, down bad
    explicit sad: heavy heart, in a funk
    explicit dark: angry, angriest, angrier, fuming, furious, furiously, rage, raging at, enraged, livid
    explicit dark: mad at, so mad, pissed, pissed off, ticked off, fed up, hate my, hate this, hate him
    explicit dark: hate her, hate you, u hate, you hate, i hate, hatred, seething, outraged, infuriat*
    explicit dark: makes my blood boil, boils my blood, robbed by, sick of, had enough of, screaming at
    explicit dark: wanna scream, want to scream, rant, vent, resent*, dread, dreadful, anxious, anxiety
    explicit dark: tense, nervous wreck, on edge, stressed, stressful, panic, panicking, creepy, creeped
    explicit dark: creepiest, spooky, eerie, sinister, ominous, menacing, unsettling, scary, scariest
    explicit dark: scared, terrified, terrifying, terror, nightmare*, haunting, bleak, grim, darkness
    explicit dark: brooding, evil, doom and gloom, paranoid, pitch black, abandoned asylum
    word: dark chocolate, dark mode, dark hair, dark circles, dark wash, dark roast, dark blue, dark green
    word: dark wood, mad skills, mad good, madly, hate to admit, dont hate, love hate
    hint happy: finally
    likely sad: crying, cried, goodbye, farewell, lost my, alone, funeral, hospital, heart hurts, regret
    likely sad: regrets, lost him, lost her
    negation: aint, isnt, wasnt, arent, neither, nope, nah, zero, lacks, anti, stop being, dont play
    negation: ban on
    never: never
    word: not only, not just, no cap, not gonna lie, nothing but, nothing beats, nothing better than
    word: never fails, never gets old, no thoughts just, no notes, cant get over, no better way
    word: never better, never not, not me, cant sit still, cant stop, zero to hero, without fail
    word: no one does, nobody does, no other, no place like, no lie, cant keep, not even mad, never been
    word: never felt, couldnt be, cant get enough, not crying youre crying, no words, no filter, no skips
    everyday: pas, die, sin, men, fast
    explicit happy: feeling amazing, feel amazing, feeling great, feel great, feels so good, feels amazing
    explicit happy: feeling blessed, happy cry, crying happy tears, happily, joyous, cheerful, radiant
    explicit happy: glowing with, best week, best weekend, best summer, best feeling, best thing ever
    explicit happy: best thing, love my life, love my job, so grateful, grateful, gratitude, blessing
    explicit happy: lucky, luckiest, made it, we made it, i did it, got in, got accepted, accepted into
    explicit happy: cancer free, debt free, finally free, beaming, in good spirits, high spirits, giddy
    explicit happy: tickled, what a day, what a win, winning, victory lap, optimistic, sunny mood
    explicit happy: silver lining, brighter days, better days, new beginnings, faith restored
    explicit happy: restored my faith, inspired, uplifted, good cry, contented, content with, satisfied
    explicit happy: satisfying, dancing for joy, sweetest thing, cutest thing ever, melts my heart
    explicit happy: warms my heart, heartwarming, heart melting
    explicit sad: passed away, passed on, she's gone, he's gone, shes gone, hes gone, they're gone, died
    explicit sad: has died, lost my dad, lost my mom, lost my mum, lost my dog, lost my cat
    explicit sad: lost my best friend, lost my grandma, lost my grandpa, lost my brother, lost my sister
    explicit sad: put down today, rainbow bridge, missing my, missing you, missing him, missing her
    explicit sad: miss home, homesick, wish you were here, wish u were here, cant breathe without
    explicit sad: cant stop thinking about you, never coming back, aint coming back, gone forever
    explicit sad: said goodbye, last goodbye, moving on is hard, wounded, wounds, aching, ache, aches
    explicit sad: shattered, torn apart, falling apart, fall apart, fell apart, broken inside, crushed
    explicit sad: heavy hearted, sorrowful, sorrows, weepy, teary, tearing up, tear up, tears streaming
    explicit sad: ugly cry, ugly crying, in tears, bummed, bummed out, down in the dumps, sad day
    explicit sad: rough day, rough week, hard day, hard week, i failed, failed my, disappointed
    explicit sad: disappointing, let down, betrayed, cheated on, cheated on me, rejected, unloved
    explicit sad: abandoned me, forgotten, alone again, nobody came, no one came, no one showed up
    explicit sad: regretting, wish i could, burnt out, burned out, exhausted and sad, tired of pretending
    explicit sad: not okay, not ok, im not ok, im not okay, pain inside, suffering, suffer, tragedy, tragic
    explicit sad: loss
    explicit dark: pissing me, annoyed, annoying, annoys, irritated, irritating, frustrated, frustrating
    explicit dark: frustration, mad, maddening, madder, hate, hates, hated, loathe, despise, disgusted
    explicit dark: disgusting, screw you, screw this, wtf, bs, done with this, so done, im done with
    explicit dark: cant stand, cannot stand, over it, unacceptable, outrage, ripped off, scammed, scam
    explicit dark: rude, entitled, audacity, worst service, ranting, losing it, lost my temper, snapped at
    explicit dark: blood boiling, fight me, worst, threatening, afraid, fear, fears, fearful, frightening
    explicit dark: frightened, freaked out, freaking out, freaky, scares, shivers, shiver, chilling story
    explicit dark: bone chilling, dread, doom, worried, worry, worrying, nerve wracking, nervous, shaking
    explicit dark: stress, stressing, overwhelmed, disturbing, disturbed, horrifying, horrific
    explicit dark: gloomy night, twisted, cursed, haunted, uneasy, suspense, suspenseful, thriller
    explicit dark: bloodcurdling, grisly, murderous, wrath, fury, vengeance, savage rage, restless, lurking
    explicit calm: calmer, calmest, calms, relaxed, relaxes, quiet morning, quiet night, quietly, slow day
    explicit calm: slow days, gentle morning, breathe in, breathing, stillness, easygoing, easy sunday
    explicit calm: no stress, stress free, no worries, peacefully, zen mode, zoning out, zoned out
    explicit calm: drifting, floating, cloudlike, ethereal, wistful memories, memories of
    explicit calm: reminds me of my childhood, reminds me of home, feels like home, feels like 2004
    explicit calm: like i'm a kid again, like im a kid again, kid again, back in the day, growing up
    explicit calm: childhood, old memories, vintage feelings, sentimental, snug, hammock, self care day
    explicit calm: recharge, recharging, snuggled, snuggle, wrapped in a blanket, soft life, soothe
    explicit calm: soothes, bubble bath, golden afternoon
    explicit energetic: packed dancefloor, crowd went, going crazy, went crazy, go crazy, went wild
    explicit energetic: going wild, jumping, bouncing off, hype, hyping, hypes, best rave, party people
    explicit energetic: party time, pregame, pregaming, afterparty, after party, what a party, letsgo, lfg
    explicit energetic: lets go, unstoppable, supercharged, energy is unreal, energy, energetic, explosive
    explicit energetic: buzzed, beast mode, pumping, ready to go, turn it up, turn up, crank it up
    explicit energetic: crank it, blasting at full volume, full volume, max volume, sweat dripping, mosh
    explicit energetic: wildest, dance party, danced all night, danced until, dance until, celebrating
    explicit energetic: celebrate tonight
    word: battery energy, energy bill, energy drink, house party decor, party supplies
    explicit playful: laughing, laughed, laughs, laughter, laughing out loud, chuckl*, cackl*, snort*
    explicit playful: snorted, comedic, jokes, joking, kidding, funny, funnier, silliest, silliness
    explicit playful: clowning, clown, goof, goofiest, prank, pranked, pranking, shenanigans, hijinks
    explicit playful: tickle*, ridiculously, absurd, absolute chaos, chaos, unhinged, im screaming 😂
    explicit playful: screaming 😂, bloopers, fails compilation, giggles, lmaooo, lmfaooo, crying 😂
    explicit playful: sending me, took me out, im weak, weak 😂, deceased 😂, i cant with, i cannot with
    word: not funny, clownfish
    explicit romantic: forever yours, my husband surprised, my wife surprised, my boyfriend surprised
    explicit romantic: my girlfriend surprised, love you more, love you so much, love you to the moon
    explicit romantic: soulmates, cuddling, cuddle, cuddled, kissed, hugging him, hugging her
    explicit romantic: valentines date, proposal, got engaged, were engaged, we're engaged, getting married
    explicit romantic: just married, vows, our anniversary, our song, slow dance, slow danced, crush on
    explicit romantic: crushing on, flirting, flirty, lovesick, lovestruck, enchanted by, be mine
    explicit romantic: marry him, marry her, makes my heart race, heart races, heart skips, heart flutters
    explicit romantic: holding his hand, holding her hand, love at first sight, sweetheart, beloved
    explicit romantic: devotion, adore him, adore her
    hint romantic: love
    word: fun fact, fun facts
    word: til i cried, till i cried, until i cried, until we cried
    ambiguous r-and-b: gospel
    ambiguous punk: punks
    word: jazz hands, disco ball, disco balls, disco nap, reggae reggae, heavy metal poisoning
    word: heavy metal detox, heavy metal toxicity, heavy metals, punkd, punked
    negation: anything but
    possibility: could, can
    comparison: more
    dislike: i hate, hate, hates, hated, hating, despise, cant stand
    """
}
