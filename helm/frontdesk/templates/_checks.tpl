{{/* What the schema cannot say. */}}
{{- define "frontdesk.checks" -}}
{{- $pods := 0 -}}
{{- $roles := list -}}
{{- range $name, $workload := .Values.workloads -}}
{{- if $workload.enabled -}}
{{- $scaling := $workload.autoscaling | default dict -}}
{{- $pods = add $pods $workload.replicas (ternary 1 0 (default false $scaling.enabled)) -}}
{{- $roles = concat $roles (include "frontdesk.roles" $workload | fromJsonArray) -}}
{{- if and $scaling.enabled (lt (int $scaling.maxReplicas) (int $workload.replicas)) -}}
{{- fail (printf "workloads.%s.autoscaling.maxReplicas must be at least its replicas" $name) -}}
{{- end -}}
{{- if and $scaling.enabled (not $scaling.cpuPercent) (not $scaling.callsLive) -}}
{{- fail (printf "workloads.%s.autoscaling needs cpuPercent or callsLive" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range list "webhooks" "acceptance" "sessions" "transfers" "notifications" "admin" -}}
{{- if not (has . $roles) -}}
{{- fail (printf "no workload has the role %s" .) -}}
{{- end -}}
{{- end -}}
{{- if and (gt (int $pods) 1) (not .Values.cluster.enabled) -}}
{{- fail "cluster.enabled must be true for more than one pod" -}}
{{- end -}}
{{- $wait := default "2m" .Values.config.FRONTDESK_DRAIN_WAIT -}}
{{- if regexMatch "^[0-9]{1,9}(ms|s|m)$" $wait -}}
{{- $number := regexFind "^[0-9]+" $wait | int64 -}}
{{- $seconds := ternary (mul $number 60) (ternary (div $number 1000) $number (hasSuffix "ms" $wait)) (hasSuffix "m" $wait) -}}
{{- if le (int64 .Values.drain.terminationGracePeriodSeconds) (int64 $seconds) -}}
{{- fail (printf "drain.terminationGracePeriodSeconds must be more than config.FRONTDESK_DRAIN_WAIT, which is %s" $wait) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.host must be set with ingress.enabled" -}}
{{- end -}}
{{- if and .Values.ingress.admin.enabled (not .Values.ingress.admin.host) -}}
{{- fail "ingress.admin.host must be set with ingress.admin.enabled" -}}
{{- end -}}
{{- end -}}
