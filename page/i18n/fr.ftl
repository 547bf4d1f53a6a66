### Textes de la page en français. en.ftl contient les mêmes messages.

## Cadre et premier écran

title = Préparer une liste de contacts pour l’Espace partenaires
tagline = listes de contacts pour l’Espace partenaires
skip = Aller au contenu
language = Langue
start-what = Cette page vérifie une liste de contacts, montre ce qu’il faut corriger et écrit le fichier que l’Espace partenaires accepte.
start-private = Rien ne quitte cet ordinateur : la page n’envoie rien et fonctionne aussi sans Internet.
start-first = Pour commencer, déposez votre liste sur cette page ou choisissez-la. Plusieurs listes sont réunies en une seule.
choose = Choisir des fichiers
choose-or-drop = ou déposez-les n’importe où sur cette page
formats = Excel (.xlsx, .xls, .xlsb), LibreOffice (.ods), CSV, JSON, .zip
drop-to-add = Déposez ici pour ajouter une liste, ou son classeur corrigé
drop-to-compare = Déposez ici pour comparer avec les contacts qui sont actuellement dans le portail
drop-here = Déposez les fichiers ici
private = Rien n’est envoyé : tout reste sur cet ordinateur.
unusable = Ce navigateur ne peut pas faire fonctionner la page. Utilisez une version récente d’Edge, de Chrome, de Firefox ou de Safari, ou le programme cosell.
folder-refused = { $name } est un dossier. Ouvrez-le et déposez les fichiers qu’il contient.
file-too-large = le fichier dépasse 256 Mo, ce qui est trop pour une page web
file-unreadable = le fichier ne peut pas être ouvert ; fermez-le dans les autres programmes et réessayez
use-the-program = Le programme cosell accepte aussi les fichiers volumineux ou inhabituels.
crashed = la lecture de ce fichier a échoué de façon inattendue, il a donc été mis de côté ; vos modifications ne sont pas perdues
try-again = Réessayer

broken = La page a rencontré une erreur. Vos modifications ne sont pas perdues : continuez, et si cela se reproduit, enregistrez vos fichiers et ouvrez la page de nouveau.
go-on = Continuer

## Conserver le travail

keep = Conserver mon travail sur cet ordinateur
keep-failed = Votre travail ne peut pas être conservé sur cet ordinateur, car ce navigateur ne le permet pas pour cette page. Enregistrez vos fichiers avant de fermer la page.
erase = Effacer ce qui est conservé
erased = Plus rien n’est conservé sur cet ordinateur.
erase-failed = Ce qui est conservé ne peut pas être effacé maintenant. Fermez les autres fenêtres où cette page est ouverte et réessayez.
offer-label = Travail d’une visite précédente
offer = { $count ->
    [0] Continuer avec { $names } ?
    [one] Continuer avec { $names }, { $count } ligne modifiée ?
   *[other] Continuer avec { $names }, { $count } lignes modifiées ?
}
offer-accept = Continuer

## Listes

lists = Listes
add-files = Ajouter des fichiers
removed = { $name } a été retiré.
replaced = { $name } prend la place de { $list }.
put-back = Le remettre
remove = Retirer
remove-named = Retirer { $name }
tab-unread = non lu
tab-ready = prêt
tab-problem = problème
tab-to-correct = { $count ->
    [one] { $count } à corriger
   *[other] { $count } à corriger
}
reading-file = Lecture du fichier…
summary-ready = { $count ->
    [one] { $count } contact prêt
   *[other] { $count } contacts prêts
}
summary-and = {", "}
summary-to-correct = { $count ->
    [one] { $count } ligne à corriger
   *[other] { $count } lignes à corriger
}
summary-warnings = { $count ->
    [one] { $count } remarque à vérifier
   *[other] { $count } remarques à vérifier
}
summary-fixed = { $count ->
    [one] { $count } correction automatique
   *[other] { $count } corrections automatiques
}
summary-skipped = { $count ->
    [one] { $count } ligne n’est pas un contact (titre, total)
   *[other] { $count } lignes ne sont pas des contacts (titres, totaux)
}

## Ce qui a été compris

understood = Ce qui a été compris
sheet = Feuille
sheet-named = feuille { $sheet }
sheets-read = { $count ->
    [one] { $count } feuille
   *[other] { $count } feuilles
}
all-sheets = Toutes les feuilles qui ont des contacts
member = Fichier dans l’archive
columns-read = { $count ->
    [one] { $used } colonne utilisée sur { $count }
   *[other] { $used } colonnes utilisées sur { $count }
}
delimiter = Les cellules sont séparées par
delimiter-comma = des virgules (,)
delimiter-semicolon = des points-virgules ( ;)
delimiter-tab = des tabulations
delimiter-bar = des barres (|)
encoding = Les lettres sont codées en
encoding-utf-8 = Unicode (UTF-8)
encoding-western = Europe de l’Ouest (Windows-1252)
encoding-central = Europe centrale (Windows-1250)
encoding-cyrillic = Cyrillique (Windows-1251)
encoding-greek = Grec (Windows-1253)
encoding-turkish = Turc (Windows-1254)
encoding-mac = Macintosh (Mac Roman)
encoding-dos = DOS, Europe de l’Ouest (CP850)
encoding-japanese = Japonais (Shift_JIS)
encoding-chinese = Chinois simplifié (GB18030)
encoding-taiwan = Chinois traditionnel (Big5)
encoding-korean = Coréen (EUC-KR)
encoding-utf-16 = Unicode (UTF-16)
detected = automatique : { $value }
no-header = La première ligne est déjà un contact
column-in-file = Colonne du fichier
column-meaning = Utilisée comme
column-unused = non utilisée
assign-here = Choisissez dans le tableau ci-dessus de quelle colonne du fichier il s’agit, ou donnez une valeur pour toutes les lignes. Rien n’est à changer dans le fichier.
column-missing = le fichier n’a pas de colonne { $column } ; une valeur pour toutes les lignes :
no-value = aucune valeur
column-name = Nom
column-email = Adresse e-mail
column-job-title = Poste
column-role = Rôle
column-countries = Pays/Régions
column-states = États/Provinces
severity-error = À corriger :
severity-warning = À vérifier :
more = { $count ->
    [one] { $count } de plus
   *[other] { $count } de plus
}

## Problèmes et lignes

kinds = Problèmes
number = { $count }
more-kinds = { $count ->
    [one] { $count } autre problème
   *[other] { $count } autres problèmes
}
fewer-kinds = Moins de problèmes
accept-all = { $count ->
    [one] Accepter { $count } suggestion
   *[other] Accepter les { $count } suggestions
}
filter = Lignes affichées
filter-correct = Lignes à corriger ({ $count })
filter-all = Toutes les lignes ({ $count })
hide-corrected = { $count ->
    [one] Masquer { $count } ligne corrigée
   *[other] Masquer { $count } lignes corrigées
}
tools = Modifications
undo = Annuler
redo = Rétablir
insert-row = Insérer une ligne dessous
delete-row = Supprimer la ligne
delete-row-number = Supprimer la ligne { $row }
grid = Contacts de { $name }
grid-help = Pour modifier une cellule, écrivez dedans. Des lignes copiées dans Excel peuvent être collées. F8 mène au problème suivant.
no-rows = Aucune ligne à afficher.
row = Ligne
problem = Problème
colon =  :
skipped = N’est pas un contact, laissée de côté
corrected = Corrigé, avant : { $values }
quoted = « { $value } »
split = { $count ->
    [one] Utiliser ce contact
   *[other] Séparer en { $count } contacts
}
make-empty = Laisser vide
use = Utiliser { $value } à la ligne { $row }
cell-error = à corriger
cell-warning = à vérifier
cell-fixed = corrigé
pasted = { $count ->
    [one] { $count } ligne collée
   *[other] { $count } lignes collées
}

## Toutes les listes

merge = La liste fusionnée
merge-contacts = { $contacts ->
    [one] { $contacts } contact de { $lists } listes.
   *[other] { $contacts } contacts de { $lists } listes.
}
merged-show = { $count ->
    [one] Afficher le contact fusionné
   *[other] Afficher les { $count } contacts fusionnés
}
merge-questions = { $count ->
    [one] { $count } question, car les listes se contredisent :
   *[other] { $count } questions, car les listes se contredisent :
}
merge-later = Les listes seront fusionnées quand il ne restera plus de ligne à corriger.
question-deleted = Une liste a supprimé { $name }, une autre a modifié le contact. Laquelle a raison ?
question-name = Quel est le nom de { $email } ?
question-job-title = Quel est le poste de { $name } ?
question-territory = Quels pays et États { $name } couvre-t-il ou couvre-t-elle ?
question-same-person = { $name } est-il une seule personne dans les listes ?
other-value = une autre valeur
empty = (vide)
compare = Comparer avec les contacts qui sont dans le portail
compare-how = Exportez les contacts de l’offre dans l’Espace partenaires et déposez le fichier ici. Vous verrez ce que l’importation supprimerait, modifierait et ajouterait.
choose-current = Choisir l’export
choose-other = Choisir un autre fichier
compared-with = Comparé avec { $name }
compare-later = La comparaison apparaîtra quand il ne restera plus de ligne à corriger.
change = Changement
contact = Contact
change-cells = Avant et après
change-removed = { $count ->
    [one] { $count } contact serait supprimé
   *[other] { $count } contacts seraient supprimés
}
change-changed = { $count ->
    [one] { $count } modifié
   *[other] { $count } modifiés
}
change-added = { $count ->
    [one] { $count } ajouté
   *[other] { $count } ajoutés
}
change-unchanged = { $count ->
    [one] { $count } inchangé
   *[other] { $count } inchangés
}
changed-removed = supprimé
changed-changed = modifié
changed-added = ajouté
coverage = Couverture
coverage-what = qui couvre quel pays, et les lacunes

## Enregistrer

save = Enregistrer
save-upload = Enregistrer { $name }
save-merged = Enregistrer merged.upload.csv
save-removes = { $count ->
    [one] L’importation supprime 1 contact qui est actuellement dans le portail : { $name }.
   *[other] L’importation supprime { $count } contacts qui sont actuellement dans le portail : { $name } et d’autres.
}
save-to-correct = Enregistrer { $name } pour l’expéditeur
save-json = Enregistrer en JSON
saved = { $name } est enregistré.
save-failed = Le fichier ne peut pas être écrit. Vérifiez les listes, ou utilisez le programme cosell.
next-import = Dans l’Espace partenaires, importez-le tel quel dans les contacts de l’offre, sans l’enregistrer d’abord dans Excel.
next-replaces = L’importation remplace tous les contacts de l’offre ; envoyez ensuite l’offre pour révision.
not-in-workbook = { $count ->
    [one] Ce que vous avez rempli pour { $columns } n’est pas dans ce fichier, car la liste n’a pas cette colonne.
   *[other] Ce que vous avez rempli pour { $columns } n’est pas dans ce fichier, car la liste n’a pas ces colonnes.
}
next-sender = Envoyez-le à l’auteur de la liste : les cellules à corriger y sont marquées et expliquées. Déposez ensuite ici le fichier corrigé.
checking = Vérification…
checking-rows = { $count ->
    [one] Vérification : { $count } ligne
   *[other] Vérification : { $count } lignes
}
cancel = Arrêter
cancelled = La vérification a été arrêtée.
check-again = Vérifier de nouveau
status-ready = { $count ->
    [0] La liste ne contient aucun contact.
    [one] { $count } contact, prêt pour l’Espace partenaires
   *[other] Les { $count } contacts sont prêts pour l’Espace partenaires
}
status-to-correct = { $count ->
    [one] { $count } ligne à corriger
   *[other] { $count } lignes à corriger
}
status-failures = { $count ->
    [one] { $count } fichier ne peut pas encore être lu
   *[other] { $count } fichiers ne peuvent pas encore être lus
}
status-conflicts = { $count ->
    [one] { $count } question attend une réponse
   *[other] { $count } questions attendent une réponse
}
status-file-problems = Le fichier pose un problème : voir « Ce qui a été compris ».
