extension Tables {
  /// What French adds.
  static let french = """
    explicit pop: chanson pop, pop urbaine, chanson française, variété, variét*, musique pop
    explicit hip-hop: rap, rappeur, rappeuse, rapp*, drill, hip hop, freestyle, rap game, punchlines
    explicit hip-hop: grime, boom bap
    explicit r-and-b: rnb, r&b, gospel
    explicit electronic: électro, electro, musique électronique, techno, trance, ambient, rave, teuf
    explicit electronic: free party, tekno, garage uk, hardtek, tek, hardcore gabber, dnb
    explicit rock: rockeur, rockeuse, rock'n'roll, rockeur*
    explicit metal: metalleux, métalleux, métalleuse, groupe de metal, hellfest, métal extrême
    explicit punk: punk, punk*, keupon, keupons
    explicit indie: indé, rock indé, pop indé, musique indé, scène indé
    explicit folk: chanson folk, musique folk, musique traditionnelle, musique bretonne, bagad
    explicit folk: biniou, fest noz, bal folk, musette, accordéon musette, vielle, zouk, kompa, maloya
    explicit folk: séga, musique celtique
    explicit country: musique country, danse country
    explicit jazz: jazz, jazzman, jazzeux, manouche
    explicit blues: blues, bluesman
    explicit classical: musique classique, orchestre, symphonique, philharmonie, conservatoire, violoncelle
    explicit classical: quatuor, opéra, clavecin, piano classique, chopin, debussy, satie, ravel
    explicit latin: salsa, bachata, reggaeton, merengue, samba, bossa nova, bossa, tango, flamenco, cumbia
    explicit latin: musique latine, mambo, rumba catalane, forró
    explicit reggae: reggae, dub, ragga, dancehall, rasta
    explicit afrobeats: afrobeats, afro, afrobeat, amapiano, coupé décalé, kuduro, kizomba, ndombolo
    explicit afrobeats: afro house
    explicit funk: funk, disco, funky, disco funk
    explicit k-pop: kpop, k-pop, kpopeuse, kpopeur, kpopfr, kpopfrance
    explicit lo-fi: lofi, lo-fi
    explicit soundtrack: bande originale, musique de film, bande son, comédie musicale, bo de
    explicit soundtrack: musique épique
    everyday: études, étude, métal, classique, classiques, rap de
    ambiguous electronic: garage, jungle
    ambiguous metal: metal
    everyday: garage, jungle
    explicit pop: pop des années
    explicit rock: rock des années
    word: dans le garage, au garage, le garage, mon garage, notre garage, un garage
    ambiguous classical: classique
    beside pop: quiz, corn, up, art, it, culture, funko
    beside rock: escalade, grimpe, climbing
    beside metal: paille, détecteur, gourde, vis, soudure, boîte
    beside house: tour, tiny
    beside indie: jeu, jeux, jeuxvidéo, game, gaming, dev
    beside indé: jeu, jeux, jeux vidéo, dev, édition, maison, gaming, studio de jeu, boutique, libraire
    beside country: house
    beside punk: cyber, steam
    beside garage: voiture
    beside salsa: sauce, recette, verde, tomate, piquante, avocat
    beside opéra: gâteau, recette, ganache
    beside folk: horror
    beside trap: souris
    beside blues: baby
    beside orchestre: chef de rang
    beside samba: adidas
    music: musique, musiques, chanson, chansons, chanteur, chanteuse, chanter, chante, guitare, guitares
    music: guitar*, batterie, batteur, basse, bassiste, concert, concerts, scène, vinyle, vinyles, platine
    music: platines, écouter, écoute, écoutes, jouer du, joue du, répète, répét, répétition, répèt, chorale
    music: choeur, chœur, paroles, couplet, refrain, rythme, groove, playlist, dj, set, mixer, mix, danse
    music: danser, dansé, morceau, morceaux, mélodie, accords, accord, piano, album, studio, à fond
    music: enceinte, enceintes, radio, karaoké, accordéon, instru, prod, beatmaker, beatmakeuse
    music: caisse claire, festival, son à fond, sillon, fosse
    explicit happy: heureu*, bonheur, joyeu*, joie, bonne humeur, contente, trop content, si content
    explicit happy: suis content, tellement content, gai, gaie, aux anges, ravie, ravi, ravis, sourire
    explicit happy: souri*, espoir, optimis*, fier, fière, fièr*, génial, trop bien, kiffe, kiffé, kiffer
    explicit happy: que du bonheur, meilleure journée, plus beau jour, enthousias*, enchanté*, j'ai réussi
    explicit happy: on a gagné, j'ai mon permis, victoire d'étape, épanoui*, euphori*
    explicit happy: enfin en vacances, comblé*, sur un petit nuage, youpi, jubil*, gaieté
    likely happy: anniversaire, vacances, fêter, fêt*, admis, admise, diplôme, diplômé*, bac en poche
    likely happy: permis, augmentation, jour de paie, paie, bien mérité, soleil et, hâte, trop hâte, cadeau
    likely happy: trop beau, bravo
    explicit sad: trist*, tristesse, chanson triste, coeur brisé, coeur en mille, coeur en miettes
    explicit sad: le coeur gros, coeur gros, gros cafard, cafard, chagrin, pleur*, larme*, en larmes
    explicit sad: solitude, tout seul, toute seule, tu me manques, tu nous manques, me manque, manques
    explicit sad: me manquent, rupture, rompu, il m'a quittée, elle m'a quitté, m'a quitté, m'a quittée
    explicit sad: m'a largué, m'a larguée, largué*, quitté pour, mélancol*, douleur, adieu, deuil, déprim*
    explicit sad: dépress*, sans toi, désespoir, désespér*, malheureu*, bad, gros bad, spleen
    explicit sad: vague à l'âme, peine de coeur, peine, j'ai mal, ça fait mal, vide à l'intérieur, blessé*
    explicit sad: désolant, nostalgie triste, sanglot*, seul au monde, morose, brisé*, effondré*
    explicit sad: en miettes, abattu*, mal au coeur
    word: pleurer de rire, pleure de rire, à peine, pleuré de rire, vaut la peine, vaut le coup, à pleine
    word: larmes de rire, pas la peine, mal au dos, brisé de fatigue, pâte brisée, brise, larmes de joie
    explicit romantic: romanti*, amoureu*, amour de ma vie, je t'aime, je l'aime, chanson d'amour
    explicit romantic: saint valentin, mon chéri, ma chérie, chéri, chérie, mon amour, demandée en mariage
    explicit romantic: demande en mariage, demandé en mariage, il m'a demandé, fiancé*, lune de miel
    explicit romantic: mon homme, ma moitié, collé serré, bisous bisous, tomber amoureu*, coup de foudre
    explicit romantic: âme soeur, mon crush, dans ses bras, s'aimer
    likely romantic: amour, amours, bisou, bisous, câlin*, copine, copain, tendresse, embrass*, baiser
    likely romantic: couple
    explicit calm: calme, calmes, apais*, relax*, détente, détend*, tranquil*, paisib*, zen, sérénité
    explicit calm: serein*, posé, posée, posés, chill, chiller, chillent, au calme, douceur, repos
    explicit calm: reposant*, lenteur, cocooning, sans stress, zéro stress, rien à faire, flemme, farniente
    explicit calm: en paix, paix, méditation, quiétude, plénitude, respirer, rêvass*, rêveu*, rêveuse
    explicit calm: rêverie, planant*, dans les nuages, nostalg*, souvenirs d'enfance, mon enfance
    explicit calm: madeleine de proust, ça me rappelle, retour en enfance, évasion, souvenirs, onirique
    explicit calm: hors du temps
    likely calm: silence, plaid, pluie, sieste, au bord du lac, hamac, promenade
    explicit energetic: énerg*, energie, quelle énergie, grosse énergie, soirée de folie, la fête
    explicit energetic: faire la fête, teuf, grosse soirée, ambiance de folie, ambiance de fou
    explicit energetic: ambiance de malade, à fond la caisse, le feu, mis le feu, on met le feu, saute
    explicit energetic: sautent, survolté*, déchaîn*, endiabl*, explos*, motivé*, motiv*, adrénaline
    explicit energetic: ça envoie, ça bouge, patate, la patate, pêche d'enfer, à bloc, galvanis*, teufeur*
    explicit energetic: fiesta, bringue, la pêche, dancefloor, nuit blanche, déglingo
    explicit playful: drôle*, drole, rigol*, marr*, mdr, ptdr, mdrr, xptdr, humour, blague*, amus*, rire
    explicit playful: rires, ris, rit, rigoler, mort de rire, morte de rire, morts de rire, mortes de rire
    explicit playful: fou rire, fous rires, hilar*, pleurer de rire, pleure de rire, pleuré de rire
    explicit playful: larmes de rire, délire, déliré, bêtises, gag, clown*, comique, haha, hahaha
    explicit playful: trop drôle, explosé de rire, explosée de rire, je meurs, jpp, chelou mdr
    explicit playful: pété de rire, pétée de rire
    word: marron*, amuse bouche, amuse gueule, marrons, marrant que, marrakech, drôle d'idée, marraine*
    explicit dark: sombre*, effray*, horreur*, horrif*, sinistr*, ténèbr*, peur, glauque, angoiss*
    explicit dark: flippant*, flipp*, lugubre*, macabre*, cauchemar*, inquiétant*, terrifi*, terreur
    explicit dark: creepy, hanté*, stress*, stressé*, tendu, tendue, tendus, tension, anxi*, anxieu*
    explicit dark: panique, paniqué*, colère, en colère, rage, enragé*, rageu*, énervé*, énerv*, vénère
    explicit dark: vénèr*, furieu*, furax, fureur, haine, déteste, détest*, saoulé*, soûl*, marre
    explicit dark: ras le bol, ras le cul, j'en peux plus, j'en ai marre, ça m'énerve, agac*, exaspér*
    explicit dark: dégoût*, dégout*, révolt*, indign*, scandal*, insupportable, vengeance, noirceur, hurler
    explicit dark: hurle, gros seum, seum, relou
    word: bleu sombre, sans stress, rage de dents, peurs irrationnelles
    explicit epic: épique*, epique, héroï*, légend*, triomph*, majestueu*, grandiose*, frissons, gloire
    explicit epic: invincible, monumental*, victoire
    negation: pas, sans, ni, rien, aucun, aucune, non, zéro, plus de, point de, personne
    never: jamais
    word: pas seulement, rien de mieux, rien de tel, pas mal, y'a pas mieux, rien que, sans arrêt
    word: plus rien à faire, rien à faire, sans fin, n'arrête pas de, n'arrête plus de, pas que, sans doute
    word: pas à pas, sans hésiter, j'en peux plus, pourquoi pas, y a pas mieux, je m'en lasse pas
    word: ne lasse pas, jamais trop, pas de quartier, plus triste, plus que, rien ne vaut, c'est pas rien
    word: au pas, sans pareil, de plus en plus
    intensifier: très, tres, trop, si, tellement, vraiment, hyper, ultra, super, grave, carrément, méga
    intensifier: complètement, tout, toute, aussi, gros, grosse, archi, bien, quelle, quel, que de
    intensifier: énormément, plus
    diminisher: peu, un peu, presque, légèrement, un chouïa, vaguement
    turn: mais, plutôt, juste, au contraire, que du, que de la, ce soir c'est, simplement
    everyday: demon, lit, pain, date, sale, fin, chat, fond, rage dedans, rip, crush, bride, or, son
    everyday: tender, but, real, content, notes, sport, grind, one, pose, engagement, intense, joint
    everyday: nature, rock en, sole, crying, tears, chance, sensible, four
    word: le, les, une, des, du, et, pour, mon, ma, vie, nuit, jour, français, fr, technolog*
    explicit sad: mort, morte, est mort, est morte, décéd*, décès, nous a quitté, nous a quittés
    explicit sad: parti trop tôt, partie trop tôt, parti rejoindre, au ciel, perdu mon, perdu ma
    explicit sad: j'ai perdu, perdu papa, perdu maman, dévasté*, anéanti*, détruit*, effondre*, blessure*
    explicit sad: absence, abandonné*, seule ce soir, seul ce soir, si seule, si seul, trahi*, trahison
    explicit sad: trompée, trompé, souffr*, souffrance, mal de vivre, vide, gris, le monde est gris
    explicit sad: démoralisé*, découragé*, moral à zéro, moral dans les chaussettes, pas le moral, échec
    explicit sad: échoué, raté mon, virée, au chômage, regrets, regrett*, yeux gonflés, yeux rouges
    explicit sad: sans force, ça va pas, ça ne va pas, sale journée, journée pourrie, journée de merde
    explicit sad: mauvaise journée, accablé*, inconsolable, boule au ventre, boule dans la gorge
    explicit sad: gorge nouée, sad, navr*, attrist*, esseulé*, tourment*, désolation, me manquera
    explicit sad: manqueras, manquer
    word: mort de rire, morte de rire, morts de rire, mortes de rire, pleurer de joie, pleuré de joie
    word: pleure de joie, larmes de bonheur, temps mort, gris clair, gris foncé, vide dressing
    word: vide grenier, vide grenier*, point mort, nature morte, bleu gris, vide poche, sans regret
    explicit happy: pleurer de joie, pleuré de joie, pleure de joie, larmes de joie, larmes de bonheur
    explicit happy: trop heureuse, si heureux, j'adore ma vie, j'aime ma vie, la belle vie, belle vie
    explicit happy: journée parfaite, soirée parfaite, meilleur cadeau, meilleure nouvelle, bonne nouvelle
    explicit happy: super nouvelle, rêve réalisé, rêve devenu, radieu*, sourires, satisfait*, exalt*
    explicit happy: veinard*, quelle chance, trop de chance, béni, bénie, bénis, reconnaissant*, gratitude
    explicit happy: émerveill*, merveilleu*, quelle journée, belle journée, superbe journée, gagné
    explicit happy: j'ai gagné, gagnant*, reçue, reçu à, acceptée, embauché*, j'ai le job, champion*
    explicit happy: championne, trop cool, canon, au top, bonne vibes, good vibes, ondes positives
    explicit happy: gai luron, coeur léger, le coeur léger, coeur rempli, plein de joie, aime trop
    explicit happy: ensoleillé*, grand sourire, soulagé*, soulagement, enchant*, fierté
    explicit dark: rend fou, rend folle, rendent fou, rendent folle, me rend dingue, n'en peux plus
    explicit dark: peux plus, j'en ai assez, assez de, me soûle, saoule, soule, ça me saoule, ça me soule
    explicit dark: gonfl*, gonflé de, énerve, pétage de plomb, péter un câble, pété un câble, pète un câble
    explicit dark: péter les plombs, hors de moi, hors de lui, merde, putain, bordel, connard*, injuste
    explicit dark: injustice, honteux, une honte, quelle honte, inadmissible, inacceptable, arnaqu*
    explicit dark: arnaque, volé, volée, insulté*, insult*, dispute*, engueul*, hurlé, crier de rage, crie
    explicit dark: rancune, rancoeur, hargne, haineu*, dég, dégoûté, dégouté, écoeur*, apeuré*, effroi
    explicit dark: effroy*, frayeur, frousse, trouille, flippe, épouvant*, fantôm*, démon*, démoniaque
    explicit dark: maudit*, sanglant*, sang, cruel*, malsain*, pénombre, suspense, inquiet*, inquièt*
    explicit dark: nerveu*, oppress*, étouff*, malaise, stressant*, toxique*, abîme, peurs, terrifiant*
    explicit dark: ténébr*, noirceur, creepy, horrible, horribl*
    explicit calm: repose, reposer, respire, respirer, respiration, en silence, silencieu*, harmonie, pause
    explicit calm: petite pause, sans souci, insouci*, déconnect*, ralentir, médit*, sieste, hamac
    explicit calm: sous la couette, couette, ambiance tranquille, quelle paix, lentement, doucement
    explicit calm: tout doux, toute douce, berceuse, bercé*, bercer, doux, douce, moelleux, souvenir
    explicit calm: souvenirs, enfance, d'enfance, quand j'étais petit*, quand j'étais gamin*, gamin, gamine
    explicit calm: bon vieux temps, le bon vieux, à l'époque, l'époque, années collège, années lycée
    explicit calm: ça me ramène, ça nous ramène, ramène en, replonge, rappelle, me rappelle mon
    explicit calm: rêve éveillé, rêvé, comme dans un rêve, flott*, aérien*, planer, vapor*, cosy, cocon
    explicit calm: lâcher prise, ressourc*, balade tranquille, promenade tranquille, dimanche tranquille
    word: rêve bleu, rappelle toi de, eau douce, patate douce, doux leurre, poivron doux
    explicit energetic: en feu, étaient en feu, feu dans la salle, quelle soirée, soirée dingue
    explicit energetic: grosse ambiance, quelle ambiance, ambiance dingue, ambiance électrique
    explicit energetic: danser toute la nuit, toute la nuit, jusqu'au bout de la nuit, jusqu'à l'aube
    explicit energetic: bouge, bougez, ça chauffe, folie, quelle folie, la folie, en folie, dingue soirée
    explicit energetic: frénét*, déchaîné*, fièvre, transpire, énergie de fou, plein d'énergie, boost*
    explicit energetic: dynam*, dynamique, tonique, pêchu*, chaud bouillant, chaude ambiance, sautez
    explicit energetic: sauter partout, on lâche tout, tout donner, on a tout donné, kermesse, boum, nouba
    explicit energetic: fêtard*, festif, festive, feu d'artifice
    explicit playful: ri, rions, riait, riant, on a ri, tellement ri, j'ai ri, fait rire, faire rire
    explicit playful: rire aux larmes, plié*, pliée en deux, plié en deux, tordant*, bidonn*, poil*
    explicit playful: se poiler, gondol*, ridicule*, absurde, débile 😂, bête comme, idiot*, nigaud, pitre
    explicit playful: pitrer*, clownesque, farce*, canular, parodie, meme, memes, mème, humorist*, sketch
    explicit playful: comédie, espiègle, taquin*, malicieu*, explose de rire, éclat de rire, éclats de rire
    explicit playful: éclate de rire, larmes de rire, trop con 😂, j'suis mort, jsuis mort, jsuis morte
    word: poils, poil de, poilu*, poils de
    explicit romantic: je t'adore, t'aimer, t'aime, l'aimer, aimer, avec toi tout, à tes côtés
    explicit romantic: ensemble pour toujours, pour toujours ensemble, notre anniversaire, ans d'amour
    explicit romantic: épouse moi, m'épouser, bague de fiançailles, fiançailles, fiancés, dit oui
    explicit romantic: j'ai dit oui, jeunes mariés, mon mari et moi, ma femme et moi, mon mec, ma meuf
    explicit romantic: crush, drague*, séduc*, séduire, passion*, premier baiser, premier bisou
    explicit romantic: dans tes bras, papillons dans le ventre, papillons, sérénade, slow, un slow
    explicit romantic: dîner aux chandelles, tête à tête, chérir, tendre, tendrement, mamour*
    word: à en pleurer, jusqu'aux larmes, pas drôle du tout, pas drôle
    explicit dark: sang bout, bouillir de rage, bout de rage
    possibility: peux, pouvais, pourrais, peut, pouvait, pourrait
    comparison: plus
    dislike: déteste, détestes, hais
    negation: ne suis plus, n'est plus, n'étais plus, ne sommes plus, ne sont plus
    """
}
