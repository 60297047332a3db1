extension Tables {
  /// What Swedish adds.
  static let swedish = """
    explicit pop: popmusik, poplåt*, svensk pop, melodifestivalen, mello, mello*, schlager, schlager*
    explicit pop: dansband, dansband*, ballad, ballader, eurovision, popband, indiepop
    explicit hip-hop: rap, rappa, rappar, rappare, rappade, rapparen, svensk rap, hiphop, hip hop
    explicit hip-hop: drill, svenskrap, ortenrap, freestyle, förortsrap, raplåt*, rapmusik
    explicit r-and-b: soul*, rnb, r&b, gospel, gospelkör, gospelkonsert, gospel*
    explicit electronic: elektronisk musik, elektronisk*, electro, elektro, techno, trance, ambient
    explicit electronic: rave, ravet, ejm, epadunk, epa, drum and bass, dnb, hardstyle, dubstep
    explicit electronic: jungle, synth, synthmusik, synthpop
    explicit rock: rockmusik, rockband, rockkonsert, rocka, rockar, rockig*, svensk rock, rocklåt*
    explicit rock: rockare, rockgitarr, rockskiva, rockkväll
    explicit metal: metalband, metalkonsert, metalhead*, hårdrock, hårdrock*, dödsmetall, metalriff*
    explicit metal: metalfestival, hårdrockare
    explicit punk: punk, punk*, punkband, trallpunk, kängpunk
    explicit indie: indieband, indiepop, indiemusik, indielåt*
    explicit folk: folkmusik, folkmusik*, visor, visa låt, polska, slängpolska, nyckelharpa, nyckelharpa*
    explicit folk: spelman*, spelmanslag, spelmansstämma, folkvisa, folkvisor, visfestival, vispop
    explicit folk: folkrock, visafton, trubadur*, dragspel gammeldans, gammeldans, durspel, hambo, folkton*
    explicit folk: säckpipa
    explicit country: country*, countrymusik, countrylåt*, linedance
    explicit jazz: jazz, jazz*, jazzband, storband, jazzklubb
    explicit blues: blues, blues*, blueslåt*
    explicit classical: klassisk musik, orkester, symfoni, symfoni*, stråkkvartett, cello, opera
    explicit classical: operasång*, kammarmusik, pianokonsert, konserthuset, violin, fiolkonsert
    explicit classical: barockmusik, chopin, bach
    explicit latin: salsa, salsa*, bachata, reggaeton, merengue, samba, bossa nova, bossa, tango, flamenco
    explicit latin: cumbia, latinomusik, salsakurs, salsakväll, tangokurs
    explicit reggae: reggae, reggae*, dancehall, dub, skaband
    explicit afrobeats: afrobeats, afro, afrobeat, amapiano
    explicit funk: funk, funklåt*, funkmusik, funkband, funkig*, disco, discomusik, disco*, diskokula
    explicit funk: diskotek, discokväll
    explicit k-pop: kpop, k-pop, kpop*
    explicit lo-fi: lofi, lo-fi, lofi*
    explicit soundtrack: filmmusik, soundtrack, musikal, musikaler, musikallåt*
    ambiguous folk: visa
    everyday: folk, funka, funkar, funkat, funkade, funkis, funktion*, funkti*, ska, rapport*, rappa på
    ambiguous electronic: garage
    everyday: garage
    everyday: rapid, punkt, punkt*, punkter, punktlig*, klassisk, klassiskt, klassiska, metall, metall*
    everyday: rapsolja, raps*, visar, indier, indien*, indian*, indiespel, indiespel*, discount*, rockad
    everyday: technolog*, rapunzel, jazzercise, rapphöns, rapphöna, rappakalja, punka, punktering, punkad
    everyday: rockärm, rockhängare, vissa, countdown, counter
    beside folk: musik
    beside pop: quiz, corn, up, art, it, culture, funko
    beside house: tour, tiny
    beside indie: game, games, spel, spelutvecklare, gamedev, film
    beside country: house, home
    beside rock: kavaj, klättring
    beside salsa: verde, recept, dipp, chips, tacos, tomater
    beside visa: kort, resa, uppehåll, pass
    beside punk: cyber, steam
    beside trap: mus, möss
    beside blues: baby
    beside soul: food, mate
    beside garage: bil
    beside polska: köket, flagga, polen, mat, språket
    beside ambient: ljus
    beside samba: adidas
    beside metal: detector
    music: musik, musik*, låt, låtar, låten, låtarna, låt*, sång, sånger, sången, sjung*, sjunga, sångare
    music: sångerska, gitarr, gitarr*, konsert, konsert*, band, bandet, replokal, replokalen, repa, repet
    music: repar, rep, trummor, trummis, trum*, bas, basist, basgång, vinyl, vinyler, skiva, skivor
    music: skivspelare, skivsamling, lyssna*, lyssnar, spelar in, spelning, spelningar, spelade in, album
    music: vers, refräng, takt, rytm, melodi, beat, beats, spellista, dj, kör, körövning, körsång
    music: körrepetition, hörlurar, radio, högtalare, dansa, dansar, dansade, dans, dansgolv, dansgolvet
    music: scen, scenen, festival, piano, ackord, studio, karaoke, turné, set, setet, fiol, dragspel
    music: allsång
    explicit happy: glad, glada, gladast, gladaste, gladare, glädje, glädj*, lycklig*, lyckligast, lycka
    explicit happy: lyckorus, munter, muntra, bra humör, jätteglad, superglad, skitglad, nöjd, nöjda, stolt
    explicit happy: hoppfull*, hopp om, optimist*, bästa dagen, bästa kvällen, äntligen semester
    explicit happy: äntligen sommarlov, äntligen helg, jag klarade, klarade det, vi vann, fick jobbet
    explicit happy: hurra, jippi, jubel, jubl*, överlycklig*, strålande humör, ler, skiner som en sol
    explicit happy: godkänd, tacksam*, lyckliga, jublar, exalterad, pirrig och glad, livet leker
    likely happy: födelsedag, fyller år, kalas, semester, sommarlov, lön, löning, löningsdag, körkort
    likely happy: examen, tagit studenten, skönt, härligt, härlig, underbar*, äntligen, fredagsmys, grattis
    explicit sad: ledsen, ledsna, ledset, sorg*, sorg, hjärtekross*, krossat hjärta, krossad
    explicit sad: krossade hjärtan, brustet hjärta, deppig*, depp*, deppar, gråt*, gråter, gråta, grät
    explicit sad: gråtit, tårar, tåra*, saknar, saknad, sakna*, saknar dig, ensam, ensam*, ensamhet, farväl
    explicit sad: dumpad, dumpade, dumpades, gjorde slut, gjort slut, det är slut mellan, uppbrott, vemod*
    explicit sad: vemodig*, melankol*, nedstämd*, deprimer*, deprim*, olycklig*, olyckligt kär, sörj*
    explicit sad: hjärtesorg, kärlekssorg, lämnade mig, utan dig, smärta, smärts*, hjärtat brister
    explicit sad: hjärtat värker, tom inombords, uppgiven*, förtvivl*, förkross*, ledsamt, besvik*
    explicit sad: vila i frid, tungt hjärta, ångrar, tungsint*, svårmod*
    word: gråter av skratt, grät av skratt, skrattgråt*, ensamstående, sorglös*, deppad batteri
    word: gråta av skratt, sorglig film tips, saknas, ryggsmärta, tom på batteri
    explicit romantic: romant*, kär, kära ner, förälskad*, förälsk*, jag älskar dig, jag älskar honom
    explicit romantic: jag älskar henne, älskar dig, kärlekslåt*, kärlekssång*, friade, friat, förlovad*
    explicit romantic: förlovn*, sa ja, min pojkvän, min flickvän, älskling, raring, mitt livs kärlek
    explicit romantic: pussar, puss och kram, hångla*, bröllopsvals*, bröllopsdans*, fjärilar i magen
    explicit romantic: smekmånad, alla hjärtans dag, mysdejt, dejtkväll, kyssas, kyss*
    likely romantic: kärlek*, puss, pojkvän, flickvän, hjärta, kram, kramas
    explicit calm: lugn*, lugnt, avslappn*, avslappnad, fridfull*, mysig*, mys, myser, myskväll, myspys
    explicit calm: rofyll*, stillhet, stilla, ro, chilla*, chillar, chill, chillig, chillt, slappar, slappa
    explicit calm: vila, vilar, vilsam*, harmoni*, koppla av, kopplar av, varva ner, varvar ner
    explicit calm: skön känsla, ostressad*, andas ut, drömm*, drömsk*, dagdröm*, dagdrömmer, nostalg*
    explicit calm: barndom*, minnen, tillbaka till, förr i tiden, den tiden, svävande, behaglig*, tystnad*
    explicit calm: avkoppl*, meditation, meditera, skönt häng, bara vara
    word: drömkök, drömhus, mystisk*, drömtårta, mystery, lugna ner dig, chilifrukt, chili*, drömresa
    explicit energetic: energi, energisk*, fest, festa*, festar, festen, festig*, taggad*, taggade, taggar
    explicit energetic: tagga*, ös, öser, ösig, ösigt, drag, galet drag, fullt ös, röj*, röjigt, förfest*
    explicit energetic: efterfest*, kräftskiva fest, dansgolvet kokar, gasen i botten, full fart, full gas
    explicit energetic: pepp, peppad*, peppar upp, studsar, hoppar, svettigt, adrenalin, gungar
    explicit energetic: allsångsfest, partaj, utekväll, party, partaj*, hög stämning, stämning på topp
    explicit energetic: explosiv*, maxad energi
    word: festis, energidryck*, energiförbrukning, elenergi, energikris, svartpeppar, peppar, festklänning*
    word: festlokal, energikaka
    explicit playful: rolig*, roligt, kul, jättekul, skämt*, skoj, skoja*, lekfull*, skratt*, garv*
    explicit playful: asgarv*, garva*, fånig*, komisk*, haha, hahaha, hihi, humor, tokig*, dör av skratt
    explicit playful: dog av skratt, skrattar ihjäl, skrattgråt*, asroligt, skitkul, flabb*, fniss*
    explicit playful: knasig*, larvig*, crazy rolig, tramsig*, bus, busig*, gråter av skratt
    explicit playful: grät av skratt, gråta av skratt, kiknar, kiknad*, dör 😂
    word: garvat läder, kulram, kulglass, busshållplats, buss*, skojfrisk
    explicit dark: mörk*, mörker, läskig*, skrämm*, ondska, kuslig*, otäck*, obehag*, spöklig*, spöke*
    explicit dark: skräck*, hemsk*, hotfull*, dyster*, dystr*, ångest*, mardröm*, arg, arga, argt, arg*
    explicit dark: förbannad*, förbann*, ilsk*, ilska, rasande, raseri, vrede, vredes*, irriterad*
    explicit dark: irriter*, sur på, less på, trött på, hatar, hata, hat, hatisk*, skitsur, skitarg
    explicit dark: asförbannad, frustr*, upprörd*, upprör*, kokar av, kokar inombords, fly förbannad
    explicit dark: förbaskad*, nervös*, spänd, spänt, spända, spänning, stressad*, stress*, panik, orolig*
    explicit dark: hämnd, ont och, makaber, makabr*, rys*, ryslig*, jävla
    word: mörkblå*, mörk choklad, mörkgrön*, mörkt bröd, mörkrum, ryssland, ryss*, argentina, argument*
    word: arginin, hatt*, mörkt hår, stressfri*, spännrem, ärg, mörkläggning*, mörkare hår, spändband
    word: hatten, spänne, hatch*, argan*
    explicit epic: episk*, mäktig*, hjältemod*, heroisk*, legendarisk*, storslag*, majestät*, triumf*
    explicit epic: segerrus, gåshud, bombast*, segrar
    negation: inte, ingen, inga, inget, utan, ej, icke, noll, knappt, knappast, varken, nej, ingenting
    never: aldrig
    word: inte bara, inget slår, inget går upp mot, utan slut, inte nog av, inte sluta, kan inte sluta
    word: inte så dumt, inte illa, varför inte, aldrig fel, utan tvekan, inget bättre, inget är bättre
    word: aldrig nog, kan inte få nog, får inte nog, inte klok, inte så illa, helt otroligt, inte fatta
    word: fattar inte, kan inte fatta, utan dig, inte vänta, kan inte vänta, aldrig kommer, som aldrig
    word: inte normalt, aldrig slutar, slutar aldrig, inte kan sluta
    intensifier: väldigt, så, jätte, riktigt, mycket, otroligt, himla, jäkla, skit, as, super, totalt, helt
    intensifier: extremt, sån, sånt, vilken, vilket, sjukt, grymt, enormt, ren, rena, fett, mega, grym
    diminisher: lite, ganska, nästan, lätt, aningen, smått
    turn: men, fast, däremot, bara, utan bara, istället
    everyday: fast, sin, men, era, god, gift, barn, lit, glass, slut, fart, real, brand, still, rum, egg
    everyday: fan, hat vit, kiss, sale, rip, tears, bra, hot, date, lost, fin, pop up, vad, dog, kind, bad
    everyday: spring, mode, art, so, rob, dark
    word: och, med, min, mitt, är, liv, natt, dag, svensk, svenska, sverige
    explicit sad: dog, dött, dog igår, har dött, död, gick bort, gått bort, bortgång, avled, avlid*
    explicit sad: begravning, lämnat oss, förlorade, förlorat, förlust, saknad, utan dig, krossade, krossat
    explicit sad: knäckt, förstörd, trasig*, sårad*, sår, övergiven*, övergav, helt ensam, så ensam
    explicit sad: ensam igen, sviken*, svek, otrogen, bedragen, lider, lidande, plåga*, mår dåligt
    explicit sad: mår inte bra, mår skit, mår så dåligt, modlös*, hopplös*, misslyck*, kuggade
    explicit sad: fick sparken, ångrar, ånger, svullna ögon, orkeslös*, orkar inte mer, orkar inte
    explicit sad: dålig dag, skitdag, hemsk dag, värsta dagen, otröstlig*, klump i halsen, snyft*, sad
    explicit sad: hemlängtan, längtar efter dig, längtar, längtan, grå dag, gråten, ledsamhet, nere
    explicit sad: jättenere, bruten, brustit, brister, tungt, hjärtskärande, gråtfärdig, tomt, tomhet*
    explicit sad: olycka
    word: dogge, hundar dog, glädjetårar, gråter av lycka, gråter av glädje, grät av lycka, gråta av lycka
    word: lyckotårar, dödsmetall, dödsbra, dödskul, dödsgod, plågsamt kul, dödskalle, sårskydd
    word: tungt vatten, längtar till, tungt lyft
    explicit happy: glädjetårar, gråter av lycka, gråter av glädje, grät av lycka, gråta av lycka
    explicit happy: lyckotårar, jättelycklig*, superlycklig*, skitlycklig*, älskar livet, älskar mitt liv
    explicit happy: perfekt dag, perfekt kväll, vilken dag, vilken kväll, bästa nyheten, goda nyheter
    explicit happy: dröm som gått, dröm blev sann, dröm i uppfyllelse, strålande*, ler med hela, leende
    explicit happy: leenden, lättad, lättnad, upprymd*, salig*, förtjust*, tursam, vilken tur, sådan tur
    explicit happy: välsignad*, fantastisk*, toppen, toppendag, kanon, kanondag, kanonbra, vann, vinst
    explicit happy: seger, segrade, mästare, antagen, fick lägenheten, jag fick, kom in på, klarade, klarat
    explicit happy: fick jobb, jobbet är mitt, glädjefnatt, glad i hågen, bra stämning, härlig stämning
    explicit happy: positiv*, varm i hjärtat, hjärtat fullt, hjärtevärmande, värmer hjärtat, nöjdast
    explicit happy: pepp och glad, muntert, gladlynt, livsglad, livsglädje, sprudl*, tjoho, wohoo, yay
    explicit happy: stolt mamma, stolt pappa, bäst någonsin
    explicit dark: rasande, galen av, blir galen, blir tokig, trött på den, trött på att, så trött på, less
    explicit dark: spyr på, spyr galla, irriterande, irritation, störd på, stör mig, störig*, stör
    explicit dark: skit också, fan ta, helvete, helvetes, förbannat, jävlar, jävel, idiot*, orättvis*
    explicit dark: skandal, oförskämd*, fräck*, lurad, blåst på, bluff, skrek, skriker, vrål*, bråk, bråkar
    explicit dark: grälar, hatar att, hatade, avsky*, vidrig*, äckl*, outhärdlig*, står inte ut, nog nu
    explicit dark: fått nog, bitter, hämnas, rädd, rädda, rädsla, rädsl*, skräck, livrädd, vettskrämd
    explicit dark: skrämd*, spöken, spökhus, demon*, djävul*, blodig*, grym mord, mörda*, mördar*, ond
    explicit dark: onda, grymhet, avgrund, skugga, skuggor, spänningen, oro, orolig, oroar, nervös, ängsl*
    explicit dark: darr*, skakig, hjärtklappning, övermäktig, obehaglig*, kusligt, ruggig*, kalla kårar
    explicit dark: isande, giftig relation, olustig*, makabert, dysterhet
    word: räddning*, räddad, räddade, rädda planeten, djävulskt god, äcklig god, mörda körd, störta
    word: störtkok*, störst*, större, fräckis
    explicit calm: vilar ut, utvilad, paus, liten paus, andas, andetag, i lugn och ro, tyst, tystnad
    explicit calm: inre ro, frid, harmoni, sorglös, bekymmersfri*, sakta, långsam*, tupplur, hängmatta
    explicit calm: under filten, filt och te, filt, mysfaktor, ombonad*, stillsam*, mjuk*, mjukt, lätthet
    explicit calm: sväva*, svävar, viktlös*, som i en dröm, som en dröm, dröm, drömmar, drömmer, drömmig*
    explicit calm: dagdrömmande, i tankar, barndomen, barndomsminne*, när jag var liten, när jag var barn
    explicit calm: när man var liten, som förr, förr, gamla tider, gamla goda, gamla minnen, påminner mig
    explicit calm: påminner om, minns, minnena, ungdomen, tonåren, högstadiet, tidsresa, njuter, njuta
    explicit calm: njutning, avkopplad, kravlös*, slappna av, slappnar av, lägereld, brasa, brasan, lata
    explicit calm: latar, lat dag, lat söndag, skönaste
    word: mjukvara, mjukt bröd, drömbil, mjukost
    explicit energetic: vilken fest, vilken kväll vi, hela natten lång, dansa hela natten
    explicit energetic: dansar hela natten, dansat hela, till gryningen, vilt, vild fest, vilda, ge allt
    explicit energetic: gav allt, full av energi, massa energi, kör hårt, nu kör vi, taket lyfter
    explicit energetic: lyfte taket, taket, kokade, kokar, kokt, publiken gick, euforisk*, eufori, extas
    explicit energetic: extatisk, galen fest, flippar ur, moshpit, pogo, svettas, svettig, svettiga
    explicit energetic: partajar, partya*, partysugen, i farten, fartfylld*, dynamisk, kraftfull*
    explicit energetic: adrenalinkick, laddad, laddade, laddar upp, kick, boost, sprakar, brinner, eldar på
    explicit energetic: ös på, hoppa, studsa, studsade, jubelfest, klubben
    word: hela natten sov, kokar ägg, kokar pasta, taket på huset
    explicit playful: skratta*, skrattade, skrattar, gapskratt*, gapflabb*, fnitt*, fnittr*, kikn*, flin*
    explicit playful: skämtar, skämtade, skojar, skojade, tokigt, tokrolig*, töntig*, tönt, clown*, upptåg
    explicit playful: parodi, komedi, meme, memes, ordvits*, vits, vitsar, pappaskämt, galet rolig
    explicit playful: sjukt rolig, ironisk*, retas, retsam*, bus, busar, pratkvarn 😂, knäpp*, flams*
    explicit playful: dråplig*, lustig*, förlöjlig*, avlider 😂, dör, jag dör
    word: vitsipp*, retinol, dör ut, lustgas
    explicit romantic: jag älskar, älskade, älskar, kärast, nykär*, nykära, för alltid
    explicit romantic: tillsammans för alltid, årsdag, bröllopsdag, gift dig med mig, gifta oss, gifter oss
    explicit romantic: vi gifter, förlovade, förlovning, förlovningsring, nygifta, min man, min fru
    explicit romantic: min kille överraskade, min tjej överraskade, crush, flirt*, förför*, passion*
    explicit romantic: första kyssen, i dina armar, i hans famn, fjärilar, pirr i magen, smält*, tvåsamhet
    explicit romantic: drömprins*, drömtjej, kärleksbrev, kärleksförklaring, kärleksfull*, innerlig*
    word: smält ost, smält smör, smälter smör
    word: så vi grät, så jag grät, tills vi grät, tills jag grät, så tårarna rann
    explicit sad: i tusen bitar, hjärtat i bitar, går i bitar, gick i bitar
    explicit happy: i sjunde himlen, på rosa moln
    possibility: kunde, kan
    comparison: mer
    dislike: hatar, avskyr
    """
}
